"""Programs of plain lines with every kind of other line among them, for the bulk path's tests."""

from __future__ import annotations

from hypothesis import strategies as st

_ODD = (
    """
G90|G91|G90 G0 X1|G91 X1|G20|G21|G41 D1|G42 D1|G40|G40 X3 Y3|G68 X0 Y0 R30.|G69|G51 X0 Y0 P2.
G50|G16|G15|G17|G18|G19|G81 X1. Z-5. R2. F100|G80|M3 S1000|M4 S500|M5|M8|M9|T1 M6|T2 M6|G43 H1
G43 H2 Z5.|G49|(comment)|;comment|/G1 X5.|/2 X7. Y7.|GOTO 10|GOTO 20|IF[#1 GT 2]GOTO 30|#1=#1+1
#1=0|X#1|X[#1+1] Y2.|G1 X10.,C2.|G1 X10. ,R1.|G93|G94|G95|M98 P100|M98 P200|O100|O200|M99|M99 P10
G66 P100 A1.|G67|G65 P200 B2.|%|G4 P10|G4 X1.|N10|N20 G1|N30 X5.|X1. X2.|G0 G1 X1.|G5 X1.|X--1.
X1.2.3|X123456789|X1234567.89|X.|X-|X|F-5.|N1.|G1. X2.|+5 X1|10 X5|.5|X1 0 Y- 2 . 5|x 1. y2.
g01x-3.y4.f200|X+5.|N-1|  |\t|M0|M30|M2|G54|G55|G92 X0 Y0|G10 L2 P1 X5. Y-3.|G52 X1.|G28 Z0
G53 X0|M0 X1.|F99999.|F0|F0 X1.|X999.|Y-999. F100|G1 X0 Z999.|G0 Y999.|WHILE[#1 LT 3]DO1|END1
DO2|END2|G2 X5. Y5. R9.|G3 X1. Y1. I2. J0|G2 I3.|X1. I2.|R3.|G64|G61|S99999|é|X１|\ufeffG1 X1.
#100=#5001|#5001=3|#3000=5(bad)|G2|G3|G1 Z1. Q2.|X0000000001.|X0.00000001|N00000010 X1.|G4|A5.
X1.(a)Y2.|X(a)5.|X1(a)5|(a (b) c)|(a;b)X1.|;(X5.|X1.;(|( X2.|G1 (%) X4. F100 (中文)|(#1) X1.
X-(a)2.|(a) ;b|)|()|\0X1.|X\f1.|X1.(\0)|\x1c|X1.\x85
""".strip("\n")
    .replace("\n", "|")
    .split("|")
)

_WHOLE = st.integers(0, 99_999_999).map(str)
_NUMBER = st.one_of(
    st.integers(0, 60).map(str),
    st.integers(0, 60).map(lambda whole: f"{whole}."),
    st.decimals(0, 60, places=3).map(str),
    st.decimals(0, 60, places=4).map(lambda number: f"{number:.4f}".lstrip("0")),
    st.sampled_from(["0", "0.", ".5", "007.250", "0.0000001", "00.03125", "1e-9"[0]]),
)
_SIGN = st.sampled_from(["", "", "-"])
_AXES = st.lists(st.sampled_from("XYZ"), unique=True, max_size=3)


@st.composite
def plain_lines(draw: st.DrawFn) -> str:
    """Words of N, G, X, Y, Z and F in any order."""
    words = [letter + draw(_SIGN) + draw(_NUMBER) for letter in draw(_AXES)]
    if draw(st.integers(0, 2)) == 0:
        words.append(draw(st.sampled_from(["G0", "G1", "G00", "G01", "G001", "g1"])))
    if draw(st.integers(0, 4)) == 0:
        words.append("F" + draw(st.sampled_from(["100", "250.", "0.5", "900", "5000"])))
    if draw(st.integers(0, 6)) == 0:
        words.append("N" + draw(st.sampled_from(["10", "20", "0030", "5"])))
    words = draw(st.permutations(words))
    return draw(st.sampled_from(["", " ", "  ", "\t"])).join(words)


@st.composite
def arcs(draw: st.DrawFn) -> str:
    """An arc by centre or radius, often one that fits: half and quarter turns, full circles."""
    code = draw(st.sampled_from(["G2 ", "G3 ", "G02", "G3 F300 "]))
    size = draw(st.sampled_from(["1.", "2.5", "10.", "0.007"]))
    figure = draw(
        st.sampled_from(
            [
                "G91{c}X{r}Y{r}I{r}",
                "I{r}",
                "J-{r}",
                "{c}I{r}J0",
                "{c}X{r}R{r}",
                "{c}X0Y0R-{r}",
                "X0Y{r}R{r}",
                "X5.Y5.\n{c}X5.Y-5.I0J-5.",
                "G1X0Y0F90\n{c}X{r}Y{r}I{r}J0Z-1.",
                "G1X0Y0\n{c}X{r}Y{r}R{r}",
                "G1X0Y0\nX{r}\n{c}X0Y{r}R-{r}F100",
                "{c}X{r}Z{r}K{r}",
                "G18\n{c}X{r}Z{r}R{r}",
                "G19\n{c}K{r}\n{c}K{r}R{r}",
            ]
        )
    )
    return figure.format(c=code, r=size)


PROGRAMS = st.tuples(
    st.sampled_from(["", "%\nO0001\n", "G1 F300\n", "G90 G54\nG0 X0 Y0 Z0\nF200\n"]),
    st.lists(
        st.one_of(plain_lines(), plain_lines(), plain_lines(), arcs(), st.sampled_from(_ODD)),
        max_size=40,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n", "\nM30\n", "\nM30\n%\nX5"]),
).map(lambda parts: parts[2].join([*parts[0].split("\n")[:-1], *parts[1]]) + parts[3])
"""Texts, readable or not, that run to their end or to an alarm."""
