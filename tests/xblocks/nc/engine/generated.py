"""Programs made by chance, in the words that LinuxCNC and a Fanuc-style control have in common."""

from __future__ import annotations

import math
from random import Random

HEAD = ["G21 G17 G90 G40 G49 G80 G94 G54", "T1 M6", "G0 X0 Y0 Z50", "G43 H1 Z50", "S1000 M3"]
END = ["G40 G80 G0 Z60", "M30"]


def _number(chance: Random, low: float, high: float) -> float:
    return round(chance.uniform(low, high), 3)


def lines_and_arcs(chance: Random) -> str:
    """Straight moves, arcs by centre and radius, helices, in all planes, absolute and not."""
    blocks, at = [*HEAD, "G1 F200"], [0.0, 0.0, 50.0]
    for _ in range(12):
        plane = chance.choice(["G17", "G18", "G19"])
        first, second, normal = {"G17": (0, 1, 2), "G18": (2, 0, 1), "G19": (1, 2, 0)}[plane]
        angle, radius = chance.uniform(0, 6.28), _number(chance, 2, 30)
        sweep = chance.choice([-1, 1]) * chance.uniform(0.3, 2.9)
        centre = (radius * math.cos(angle), radius * math.sin(angle))
        begin = math.atan2(-centre[1], -centre[0])
        step = [0.0, 0.0, 0.0]
        step[first] = round(centre[0] + radius * math.cos(begin + sweep), 4)
        step[second] = round(centre[1] + radius * math.sin(begin + sweep), 4)
        step[normal] = chance.choice([0.0, _number(chance, -5, 5)])
        code = "G3" if sweep > 0 else "G2"
        incremental = chance.random() < 0.5
        ends = [round(step[i] + (0 if incremental else at[i]), 4) for i in range(3)]
        words = " ".join(f"{'XYZ'[i]}{ends[i]:.4f}" for i in range(3))
        if chance.random() < 0.5:
            reach = f"{'IJK'[first]}{centre[0]:.4f} {'IJK'[second]}{centre[1]:.4f}"
        else:
            reach = f"R{radius:.4f}"
        mode = "G91" if incremental else "G90"
        motion = chance.choice([f"{code} {words} {reach}", f"G1 {words}", f"G0 {words}"])
        blocks.append(f"{plane} {mode} {motion}")
        at = [at[i] + step[i] for i in range(3)]
    return "\n".join([*blocks, "G17 G90", *END])


def offsets(chance: Random) -> str:
    """Work coordinates, G10, G52, G92, tool lengths, G28 and G53 between moves."""
    blocks = [*HEAD, "G1 F300"]
    for _ in range(14):
        x, y, z = (_number(chance, -40, 40) for _ in range(3))
        choices = [
            f"G{chance.randint(54, 59)}",
            f"G90 G10 L2 P{chance.randint(1, 6)} X{x} Y{y} Z{z}",
            f"G10 L20 P{chance.randint(1, 9)} X{x} Z{z}",
            f"G59.{chance.randint(1, 3)}",
            f"G10 L1 P{chance.randint(1, 3)} Z{abs(z)}",
            f"G10 L10 P{chance.randint(1, 3)} Z{z}",
            f"G10 L11 P{chance.randint(1, 3)} Z{z}",
            "G92.1",
            "G64 P0.01",
            f"G92 X{x} Z{z}",
            f"G52 X{x} Y{y}",
            f"G43 H{chance.randint(1, 3)}",
            "G49",
            f"G91 G28 Z{abs(z)}",
            f"G90 G53 G0 X{x}",
            f"G90 G28 X{x} Y{y}",
        ]
        blocks.append(chance.choice(choices))
        blocks.append(chance.choice(["G90", "G91"]) + chance.choice([" G0", " G1"]) + f" X{x} Z{z}")
        blocks.append(chance.choice([f"Y{y}", f"Z{z}", f"X{x} Y{y} Z{z}"]))
    return "\n".join([*blocks, "G90", *END])


def cycles(chance: Random) -> str:
    """Canned cycles with repeats, both return levels, absolute and incremental, in all planes."""
    blocks = [*HEAD, "F150"]
    plane = chance.choice(["G17", "G17", "G18", "G19"])
    a, b, c = {"G17": "XYZ", "G18": "ZXY", "G19": "YZX"}[plane]
    blocks.append(f"{plane} G0 X60 Y60 Z60")
    for _ in range(5):
        tapping = ["G84"] if plane == "G17" else []
        cycle = chance.choice(["G73", "G81", "G82", "G83", "G85", "G86", "G88", "G89", *tapping])
        extra = f" Q{_number(chance, 0.7, 4)}" if cycle in ("G73", "G83") else ""
        extra += (
            f" P{_number(chance, 0, 2)}" if cycle in ("G82", "G84", "G86", "G88", "G89") else ""
        )
        level = chance.choice(["G98", "G99", ""])
        if chance.random() < 0.6:
            blocks.append(
                f"G90 {level} {cycle} {a}{_number(chance, -50, 50)} {b}{_number(chance, -50, 50)} "
                f"{c}{_number(chance, -20, 1)} R{_number(chance, 2, 9)}{extra}"
            )
        else:
            blocks.append(
                f"G91 {level} {cycle} {a}{_number(chance, -9, 9)} {b}{_number(chance, -9, 9)} "
                f"{c}-{_number(chance, 1, 9)} R-{_number(chance, 1, 5)} "
                f"L{chance.randint(1, 3)}{extra}"
            )
        for _ in range(chance.randint(0, 3)):
            change = chance.choice(["", "", "G98 ", "G99 "])
            blocks.append(f"{change}{a}{_number(chance, -30, 30)} {b}{_number(chance, -30, 30)}")
        blocks.append(f"G80 G90\nG0 {c}{_number(chance, 20, 60)}")
    return "\n".join([*blocks, "G80 G90 G17", *END])


def subprograms(chance: Random) -> str:
    """Nested calls with repeats, incremental figures, returns."""
    blocks = ["O1", *HEAD, "G1 F200"]
    for _ in range(4):
        blocks.append(f"G90 G1 X{_number(chance, -30, 30)} Y{_number(chance, -30, 30)}")
        blocks.append(f"M98 P{chance.choice([1001, 1002, 1003])} L{chance.randint(1, 3)}")
    blocks += ["G90", *END]
    for number in (1001, 1002, 1003):
        blocks.append(f"O{number}")
        blocks += [f"G91 X{_number(chance, -5, 5)}", f"Y{_number(chance, -5, 5)}"]
        if number < 1003:
            blocks.append(f"M98 P{number + 1} L{chance.randint(1, 2)}")
        blocks += [f"X{_number(chance, -5, 5)}", "M99"]
    return "\n".join(blocks)


def contour(chance: Random) -> str:
    """A closed contour of straight cuts with radius compensation, entered and left straight. Arcs
    are left to the tests of compensation: the judge is off by micrometres there."""
    side = chance.choice(["G41", "G42"])
    count = chance.randint(4, 7)
    turn = chance.choice([1, -1])
    points = []
    for index in range(count):
        angle = turn * 2 * math.pi * index / count + chance.uniform(-0.15, 0.15)
        reach = chance.uniform(30, 60)
        points.append((round(reach * math.cos(angle), 3), round(reach * math.sin(angle), 3)))
    blocks = [*HEAD, f"G0 X{points[0][0] * 2.5:.3f} Y{points[0][1] * 2.5:.3f}", "Z-5"]
    blocks.append(f"{side} D{chance.randint(1, 3)} G1 X{points[0][0]} Y{points[0][1]} F200")
    blocks += [f"G1 X{x} Y{y}" for x, y in points[1:]]
    blocks.append(f"G1 X{points[0][0]} Y{points[0][1]}")
    blocks.append(f"G40 G1 X{points[0][0] * 2.4:.3f} Y{points[0][1] * 2.4:.3f}")
    return "\n".join([*blocks, *END])


def absolute_centres(chance: Random) -> str:
    """Arcs whose centres are coordinates (G90.1), between work coordinates."""
    blocks = [*HEAD, f"G10 L2 P2 X{_number(chance, -9, 9)} Y{_number(chance, -9, 9)}", "G55 G90.1"]
    for _ in range(8):
        x, y, radius = (_number(chance, 3, 30) for _ in range(3))
        angle, sweep = chance.uniform(0, 6.28), chance.choice([-1, 1]) * chance.uniform(0.3, 5.9)
        for code in ("G1", "G3" if sweep > 0 else "G2"):
            end = (x + radius * math.cos(angle), y + radius * math.sin(angle))
            about = f" I{x} J{y}" if code != "G1" else " F200"
            blocks.append(f"{code} X{end[0]:.5f} Y{end[1]:.5f}{about}")
            angle += sweep
    return "\n".join([*blocks, "G91.1 G54", *END])


def arc_entry(chance: Random) -> str:
    """Compensation taken up on an arc, which bends to where the cutter stands."""
    side, code = chance.choice([("G41", "G3"), ("G42", "G2"), ("G41", "G2"), ("G42", "G3")])
    left = 1 if side == "G41" else -1
    turn = 1 if code == "G3" else -1
    radius = _number(chance, 15, 30)
    centre = complex(_number(chance, -9, 9), _number(chance, -9, 9))
    begin = chance.uniform(0, 6.28)
    ends = [
        centre + radius * complex(math.cos(a), math.sin(a))
        for a in (begin, begin + turn * chance.uniform(0.7, 2.5))
    ]
    about = centre - ends[0]
    # Onward along the tangent, then to the outside, which needs no room.
    along = 1j * turn * (ends[1] - centre) / radius
    on = ends[1] + 30 * along
    off = on - 30j * left * along
    blocks = [*HEAD, f"G0 X{ends[0].real:.5f} Y{ends[0].imag:.5f}", "Z-5 F200"]
    blocks.append(
        f"{side} D{chance.randint(1, 3)} {code} X{ends[1].real:.5f} Y{ends[1].imag:.5f} "
        f"I{about.real:.5f} J{about.imag:.5f}"
    )
    blocks += [f"G1 X{to.real:.4f} Y{to.imag:.4f}" for to in (on, off)]
    return "\n".join([*blocks, f"G40 G1 X{off.real + 50:.3f} Y{off.imag + 50:.3f}", *END])


KINDS = (lines_and_arcs, offsets, cycles, subprograms, contour, absolute_centres, arc_entry)
