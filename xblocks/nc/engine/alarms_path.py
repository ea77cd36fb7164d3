"""The alarms of coordinates, canned cycles and cutter radius compensation."""

from __future__ import annotations

PATH: dict[str, tuple[str, str, str]] = {
    "no-motion-code": (
        "PS0010",
        "写了坐标，但没有有效的运动指令。请写 G00、G01、G02 或 G03。",
        "Coordinates, but no motion code is in force. Write G00, G01, G02 or G03.",
    ),
    "dwell-time": (
        "PS0010",
        "G04 没有写暂停时间 P。请写出，例如 G04 P0.5。",
        "G04 has no dwell time P. Give it, as in G04 P0.5.",
    ),
    "cycle-repeats": (
        "PS0010",
        "固定循环的重复次数不能为零。请改大 L，或删去它。",
        "A canned cycle can't be repeated zero times. Raise L, or remove it.",
    ),
    "cycle-spindle": (
        "PS0010",
        "这个固定循环要求主轴已经转动。请先写 S 和 M03。",
        "This canned cycle needs a turning spindle. Write S and M03 first.",
    ),
    "setting-axes": (
        "PS0010",
        "{word} 没有写轴。请写出轴，例如 {word} X0 Y0。",
        "{word} does not name any axis. Name them, as in {word} X0 Y0.",
    ),
    "work-number": (
        "PS0010",
        "{word} 不是附加工件坐标系：请写 G54.1 P1～P48。",
        "{word} names no additional work coordinates: write G54.1 P1 to P48.",
    ),
    "figure-active": (
        "PS0010",
        "镜像、缩放或旋转有效时不能用 {word}。请先取消（G69、G50、G50.1）。",
        "{word} can't be used while a mirror image, scaling or rotation is in force. End it first "
        "(G69, G50, G50.1).",
    ),
    "figure-compensated": (
        "PS0010",
        "刀具半径补偿有效时不能用 {word}。请先用 G40 取消补偿。",
        "{word} can't be used while cutter radius compensation is in force. Write G40 first.",
    ),
    "compensation-side": (
        "PS0010",
        "这里不能直接在 G41 和 G42 之间换边：建立补偿后要先走一段。请加一段移动，或先写 G40。",
        "G41 and G42 can't follow each other here: a move lies between the entry and the change of "
        "side. Add one, or write G40 first.",
    ),
    "look-ahead-number": (
        "PS0010",
        "{word} 用得不对：G05 用 P10000 或 P0，G05.1 用 Q1 或 Q0，G08 用 P1 或 P0。",
        "{word} is not written correctly: G05 takes P10000 or P0, G05.1 takes Q1 or Q0, G08 takes "
        "P1 or P0.",
    ),
    "surface-axis": (
        "PS0190",
        "G96 的 {word} 不是本机床的轴：P1、P2、P3 是 X、Y、Z。",
        "{word} of G96 names no axis of this machine: P1, P2, P3 are X, Y, Z.",
    ),
    "feed-no-spindle": (
        "PS0011",
        "每转进给（G95）时主轴没有转。请先写 S 和 M03。",
        "Feed per revolution (G95) while the spindle stands. Write S and M03 first.",
    ),
    "cycle-no-spindle": (
        "PS0011",
        "固定循环按每转进给（G95），但主轴没有转。请先写 S 和 M03。",
        "A canned cycle with feed per revolution (G95) while the spindle stands. Write S and M03 "
        "first.",
    ),
    "compensation-intersection": (
        "PS0033",
        "刀具半径补偿没有交点：刀具进不了这个内角。请换小直径的刀（车刀换小的刀尖圆弧），或检查圆弧和直线的衔接。",
        "Compensation finds no intersection: the cutter does not fit into this inside corner. Use "
        "a smaller cutter (or nose radius), or check how arc and line join.",
    ),
    "compensation-arc-start": (
        "PS0034",
        "刀具半径补偿只能在 G00、G01 中建立和取消，不能用圆弧。请加一段直线引入或引出。",
        "Compensation is taken up and ended on G00 or G01, never on an arc. Add a straight entry "
        "or exit.",
    ),
    "skip-compensated": (
        "PS0036",
        "刀具半径补偿有效时不能用 G31。请先写 G40。",
        "G31 can't be used with cutter radius compensation. Write G40 first.",
    ),
    "compensation-plane": (
        "PS0037",
        "刀具半径补偿中不能换平面。请先用 G40 取消补偿。",
        "The plane can't be changed during compensation. Write G40 first.",
    ),
    "compensation-centre": (
        "PS0038",
        "内圆弧半径正好等于刀具半径 {tool_mm:.3f} mm，刀具中心停在圆心，会过切。请换小直径的刀。",
        "The inside arc's radius equals the cutter's {tool_mm:.3f} mm: its centre would stand "
        "still and it would overcut. Use a smaller cutter.",
    ),
    "compensation-interference": (
        "PS0041",
        "刀具半径补偿会过切：补偿后的路径与编程方向相反。请换小直径的刀（车刀换小的刀尖圆弧），或加长这一段。",
        "Compensation would overcut: the cutter would have to run backwards here. Use a smaller "
        "cutter (or nose radius), or make this move longer.",
    ),
    "compensation-arc": (
        "PS0041",
        "内圆弧半径 {arc_mm:.3f} mm 不大于刀具半径 {tool_mm:.3f} mm，会过切。"
        "请换小直径的刀（车刀换小的刀尖圆弧）。",
        "The inside arc's radius of {arc_mm:.3f} mm is not larger than the cutter's "
        "{tool_mm:.3f} mm: it would overcut. Use a smaller cutter (or nose radius).",
    ),
    "cycle-reference": (
        "PS0044",
        "固定循环中不能用 {word}。请先写 G80。",
        "{word} can't be used in a canned cycle. Write G80 first.",
    ),
    "cycle-incomplete": (
        "PS0045",
        "固定循环没有给出 {letter}。请补上，例如 G81 X10 Y10 Z-5 R2 F100。",
        "The canned cycle has no {letter}. Give it, as in G81 X10 Y10 Z-5 R2 F100.",
    ),
    "peck-depth": (
        "PS0045",
        "G73、G83 没有给出合适的每次切深 Q。请写大于零的 Q，例如 Q3。",
        "G73 and G83 need a cut Q that fits the depth. Write a Q above zero, such as Q3.",
    ),
    "cycle-levels": (
        "PS0045",
        "孔底 Z 与 R 平面的高低不对：钻孔时 Z 要低于 R（G87 相反）。请检查 Z 和 R。",
        "The bottom Z and the R level are the wrong way round: Z lies below R (above it in G87). "
        "Check Z and R.",
    ),
    "reference-number": (
        "PS0046",
        "{word} 不是参考点。G30 请用 P2、P3、P4，或不写 P。",
        "{word} is no reference point. With G30 use P2, P3, P4 or no P.",
    ),
    "scaling-factor": (
        "PS0141",
        "{word} 没有给出有效的缩放比例。请写 P（1000 为 1 倍）或 I、J、K，且不为零。",
        "{word} has no valid factor. Write P (1000 is 1 to 1) or I, J, K, not zero.",
    ),
    "corner-next": (
        "PS0051",
        "倒角 ,C 或倒圆 ,R 前后都必须是 G01、G02、G03 的移动。请在下一段写这样的移动。",
        "A chamfer ,C or corner ,R lies between two cuts. Write a move by G01, G02 or G03 in the "
        "next block.",
    ),
    "corner-plane": (
        "PS0051",
        "倒角 ,C 或倒圆 ,R 前后的移动必须都在当前平面内。请检查平面和坐标。",
        "Both cuts beside a chamfer ,C or corner ,R must lie in the plane in force. Check plane "
        "and coordinates.",
    ),
    "corner-sense": (
        "PS0054",
        "倒角 I、K 后面必须单独沿另一轴移动，方向与 I、K 的正负号一致。请检查符号和下一段。",
        "A chamfer I or K is followed by a move along the other axis alone, in the sense of its "
        "sign. Check the sign and the next block.",
    ),
    "corner-too-long": (
        "PS0055",
        "{size_mm:.3f} mm 的倒角或倒圆放不下：相邻的移动太短。请改小 ,C 或 ,R。",
        "A chamfer or corner of {size_mm:.3f} mm does not fit: the cut beside it is too short. "
        "Make ,C or ,R smaller.",
    ),
    "not-at-reference": (
        "PS0092",
        "G27 检测：{axis} 轴离参考点 {off_mm:.3f} mm。请检查坐标和补偿（G49、G40）。",
        "G27: axis {axis} is {off_mm:.3f} mm off its reference point. Check the coordinate and the "
        "offsets (G49, G40).",
    ),
    "rotation-plane": (
        "PS0144",
        "坐标旋转的平面不对：G68 的中心和旋转要在同一平面内。请检查 G17/G18/G19。",
        "The plane of the rotation is wrong: G68 turns in the plane in force. Check G17/G18/G19.",
    ),
    "rotation-angle": (
        "PS0144",
        "{word} 没有给出角度 R。请写出，例如 G68 X0 Y0 R45。",
        "{word} has no angle R. Give it, as in G68 X0 Y0 R45.",
    ),
    "data-number": (
        "PS1144",
        "G10 的 {word} 不存在。请检查 P 的号。",
        "There is no {word} for G10. Check the number behind P.",
    ),
    "data-format": (
        "PS1144",
        "G10 的格式不对。请写 L2 P1 X Y Z、L20 P1 X Y Z，或 L10～L13 P R；"
        "参数（L50）不能由程序改写。",
        "G10 is not written correctly. Write L2 P1 X Y Z, L20 P1 X Y Z, or L10 to L13 P R; a "
        "program can't write parameters (L50).",
    ),
    "no-intermediate": (
        "PS0305",
        "G29 之前没有用 G28 或 G30 走过中间点。请先写 G28。",
        "No G28 or G30 went by an intermediate point before this G29. Write G28 first.",
    ),
}
