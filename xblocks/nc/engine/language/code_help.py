"""What the codes are for, in a sentence, with an example: those that mills and lathes share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xblocks.attempt import Text, text


@dataclass(frozen=True, slots=True)
class CodeHelp:
    """A sentence about a code, and a block or several that show it."""

    text: Text
    example: str


def code_help_of(table: str) -> Mapping[str, CodeHelp]:
    """The help of a table by code.

    A table has three lines for one or more codes: ``G54 G55 = example``, the sentence in Chinese,
    the sentence in English. `` / `` parts the blocks of an example. Raises ValueError for a code
    that stands twice.
    """
    found: dict[str, CodeHelp] = {}
    lines = table.strip().split("\n")
    for head, zh, en in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        names, example = head.split(" = ")
        for name in names.split():
            if name in found:
                raise ValueError(f"{name} stands twice")
            found[name] = CodeHelp(text(zh, en), example.replace(" / ", "\n"))
    return found


SHARED_HELP = code_help_of("""
G00 = G00 X100. Z5.
各轴以快速移到终点，不用于切削。快速移动不得碰到材料。
Moves to the end point at rapid rate, never to cut. A rapid must not touch material.
G04 = G04 P500
刀具停留一段时间：P 以毫秒计，X 以秒计。
The tool stands still for a time: P in milliseconds, X in seconds.
G20 = G20
之后的尺寸都按英寸输入，写在程序开头。
All lengths from here on are in inches. Write it at the start.
G21 = G21
之后的尺寸都按毫米输入，写在程序开头。
All lengths from here on are in millimetres. Write it at the start.
G27 = G27 Z0.
快速移到指令位置，检查那里是不是参考点。
Goes to the place at rapid rate and checks that it is the reference point.
G30 = G30 Z0.
经中间点返回第二参考点，常用于换刀。
Goes by way of the point given to the second reference point, often to change tools.
G40 = G40 G01 X60.
取消半径补偿。要和一段直线移动一起写，离开轮廓以后再取消。
Ends radius compensation. Write it with a straight move that leads away from the contour.
G52 = G52 X20.
在工件坐标系里设一个局部零点；各轴写 0 取消。
Sets a local zero within the work coordinates; zeros take it back.
G53 = G53 G00 Z0.
本段坐标按机床坐标系，刀具快速移动。只在写它的这一段有效。
The coordinates of this block are the machine's own. It holds for this block only.
G54 G55 G56 G57 G58 G59 = G54
选择工件坐标系。零点偏置在对刀时测好，存在机床里。
Chooses the work coordinates. Their zero was measured at set-up and is kept in the machine.
G54.1 = G54.1 P3
选择附加工件坐标系 P1 到 P48。
Chooses one of the additional work coordinates, P1 to P48.
G65 = G65 P9100 Z-10.
调用宏程序 P 一次，其余的字作为自变量传给它。
Calls macro P once; the other words are passed to it as arguments.
G66 = G66 P9100 Z-10.
以后每段移动完成后都调用宏程序 P，直到 G67。
From here on macro P is called after every move, until G67.
G66.1 = G66.1 P9100 Z-10.
以后每个程序段都调用宏程序 P，直到 G67。
From here on macro P is called by every block, until G67.
G67 = G67
取消 G66 的模态调用。
Ends the modal call of G66.
G92.1 = G92.1 X0. Z0.
取消坐标系设定和局部坐标，回到 G54 等原来的零点。
Takes back shifted and local coordinates: the zero of G54 and the like holds again.
M00 = M00
程序停止，按循环启动后继续。
Stops the program until cycle start is pressed.
M01 = M01
选择停止开关打开时停止，否则不停。
Stops if the optional-stop switch is on.
M02 = M02
程序结束。
Ends the program.
M03 = S1000 M03
主轴正转，从主轴箱向工件方向看为顺时针。转速用 S 给。
Turns the spindle clockwise, at the speed S.
M04 = S1000 M04
主轴反转。
Turns the spindle counter-clockwise, at the speed S.
M05 = M05
主轴停止。
Stops the spindle.
M07 = M07
喷雾冷却打开。
Turns mist cooling on.
M08 = M08
冷却液打开，切削之前写。
Turns the coolant on. Write it before cutting.
M09 = M09
冷却液关闭。
Turns the coolant off.
M19 = M19
主轴停在固定角度，如精镗退刀、换刀之前。
Stops the spindle at a set angle, as before a fine-boring tool moves aside.
M30 = M30
程序结束，主轴和冷却停止，光标回到程序开头。
Ends the program, stops spindle and coolant, and rewinds.
M48 = M48
进给倍率旋钮有效。
The feed override knob counts again.
M49 = M49
进给倍率旋钮无效，按 100% 进给。
The feed override knob does not count: feed is 100%.
M98 = M98 P1000
调用子程序 O1000。子程序用 M99 返回。
Calls subprogram O1000, which returns by M99.
M99 = M99
子程序结束，返回调用处的下一段；P 指定返回的段号。
Ends a subprogram and goes on behind its call; P names another block to go on at.
""")
"""Codes that mean the same on mills and lathes."""
