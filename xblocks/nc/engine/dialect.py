"""What a control understands, as a table: codes with their group and meaning, and its addresses.

The interpreter knows meanings (``arc-cw``, ``plane xy``), never code numbers, so that another
control is another table here. Group numbers are those of Fanuc's machining-centre G-code list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xblocks.attempt import Text, text
from xblocks.nc.engine.alarms import Alarm, alarm
from xblocks.nc.engine.program import Program
from xblocks.nc.engine.words import Word

ONE_SHOT = "one-shot"
AXES = "XYZ"


@dataclass(frozen=True, slots=True)
class Code:
    """One G or M code: its group's name and number, and what it means in that group."""

    name: str
    group: str
    group_number: str
    meaning: str
    title: Text


@dataclass(frozen=True, slots=True)
class Address:
    """What numbers an address takes."""

    point: bool = False
    minus: bool = False


@dataclass(frozen=True, slots=True)
class Dialect:
    """A control: its codes by name, its addresses, and the meanings in force at power-on."""

    id: str
    codes: Mapping[str, Code]
    addresses: Mapping[str, Address]
    power_on: Mapping[str, str]

    def code(self, word: Word) -> Code | None:
        """The code that a G or M word names, whatever its zeros; None if there is none."""
        whole, _, part = word.digits.lstrip("+").partition(".")
        name = word.letter + whole.lstrip("0").zfill(2) + (f".{part}" if part else "")
        return self.codes.get(name)


def check_words(program: Program, dialect: Dialect) -> tuple[Alarm, ...]:
    """What this control can't read in the program, in the order of the text."""
    found = list(program.alarms)
    for block in program.blocks:
        found += (wrong for word in block.words if (wrong := _check_word(word, dialect)))
    return tuple(sorted(found, key=lambda wrong: (wrong.place.line, wrong.place.column)))


def _check_word(word: Word, dialect: Dialect) -> Alarm | None:
    if word.letter in "GM":
        if dialect.code(word) is None:
            return alarm("unknown-code", word.place, word=word.text)
        return alarm("point", word.place, word=word.text) if word.digits.endswith(".") else None
    address = dialect.addresses.get(word.letter)
    if address is None:
        return alarm("address", word.place, letter=word.letter, word=word.text)
    if word.has_point and not address.point:
        return alarm("point", word.place, word=word.text)
    if word.number < 0 and not address.minus:
        return alarm("sign", word.place, word=word.text)
    return None


_LENGTH = Address(point=True, minus=True)
_COUNT = Address()

_MILL_CODES = (
    ("G00", "motion", "01", "rapid", "快速定位", "rapid positioning"),
    ("G01", "motion", "01", "line", "直线插补（切削进给）", "straight cut at feed rate"),
    ("G02", "motion", "01", "arc-cw", "顺时针圆弧插补", "clockwise arc"),
    ("G03", "motion", "01", "arc-ccw", "逆时针圆弧插补", "counter-clockwise arc"),
    ("G04", ONE_SHOT, "00", "dwell", "暂停", "dwell"),
    ("G15", "polar", "17", "off", "取消极坐标", "polar coordinates off"),
    ("G17", "plane", "02", "xy", "选择 XY 平面", "plane XY"),
    ("G18", "plane", "02", "zx", "选择 ZX 平面", "plane ZX"),
    ("G19", "plane", "02", "yz", "选择 YZ 平面", "plane YZ"),
    ("G20", "unit", "06", "inch", "英制输入", "input in inches"),
    ("G21", "unit", "06", "millimetre", "公制输入", "input in millimetres"),
    ("G28", ONE_SHOT, "00", "reference", "经中间点返回参考点", "to the reference point by way of"),
    ("G40", "radius", "07", "off", "取消刀具半径补偿", "cutter radius compensation off"),
    ("G43", "length", "08", "plus", "刀具长度补偿 +", "tool length offset on"),
    ("G49", "length", "08", "off", "取消刀具长度补偿", "tool length offset off"),
    ("G50", "scaling", "11", "off", "取消比例缩放", "scaling off"),
    ("G53", ONE_SHOT, "00", "machine", "机床坐标系（本段有效）", "machine coordinates, this block"),
    ("G54", "work", "14", "G54", "工件坐标系 1", "work coordinates 1"),
    ("G55", "work", "14", "G55", "工件坐标系 2", "work coordinates 2"),
    ("G56", "work", "14", "G56", "工件坐标系 3", "work coordinates 3"),
    ("G57", "work", "14", "G57", "工件坐标系 4", "work coordinates 4"),
    ("G58", "work", "14", "G58", "工件坐标系 5", "work coordinates 5"),
    ("G59", "work", "14", "G59", "工件坐标系 6", "work coordinates 6"),
    ("G64", "path", "15", "cutting", "切削方式", "cutting mode"),
    ("G69", "rotation", "16", "off", "取消坐标旋转", "coordinate rotation off"),
    ("G80", "cycle", "09", "off", "取消固定循环", "canned cycle off"),
    ("G90", "distance", "03", "absolute", "绝对编程", "absolute"),
    ("G91", "distance", "03", "incremental", "增量编程", "incremental"),
    ("G94", "feed", "05", "per-minute", "每分钟进给", "feed per minute"),
    ("G97", "speed", "13", "revolutions", "恒转速", "spindle speed in rpm"),
    ("M00", "flow", "M", "stop", "程序停止", "program stop"),
    ("M01", "flow", "M", "optional-stop", "选择停止", "optional stop"),
    ("M02", "flow", "M", "end", "程序结束", "end of program"),
    ("M03", "spindle", "M", "cw", "主轴正转", "spindle clockwise"),
    ("M04", "spindle", "M", "ccw", "主轴反转", "spindle counter-clockwise"),
    ("M05", "spindle", "M", "stop", "主轴停止", "spindle stop"),
    ("M06", "tool", "M", "change", "换刀", "tool change"),
    ("M08", "coolant", "M", "on", "冷却液开", "coolant on"),
    ("M09", "coolant", "M", "off", "冷却液关", "coolant off"),
    ("M30", "flow", "M", "end", "程序结束并返回开头", "end of program and rewind"),
)

FANUC_MILL = Dialect(
    id="fanuc-mill",
    codes={
        name: Code(name, group, number, meaning, text(zh, en))
        for name, group, number, meaning, zh, en in _MILL_CODES
    },
    addresses={
        **dict.fromkeys("XYZIJKR", _LENGTH),
        **dict.fromkeys("NOSTHP", _COUNT),
        "F": Address(point=True),
    },
    power_on={
        "motion": "rapid",
        "plane": "xy",
        "unit": "millimetre",
        "distance": "absolute",
        "feed": "per-minute",
        "radius": "off",
        "length": "off",
        "cycle": "off",
        "work": "G54",
    },
)

DIALECTS: Mapping[str, Dialect] = {FANUC_MILL.id: FANUC_MILL}
