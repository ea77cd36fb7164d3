import { ChangeSet, Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import { numbering } from "../../../../xblocks/nc/ui/numbering";

function numbered(program: string, turning = false): string {
  const changes = numbering(program, turning);
  if ("en" in changes) return changes.en;
  const text = Text.of(program.split("\n"));
  return ChangeSet.of([...changes], text.length).apply(text).toString();
}

describe("numbering the blocks", () => {
  it("numbers blocks by tens and leaves comments, blank lines and program numbers alone", () => {
    expect(numbered("%\nO0001 (A)\nG21\n\n(B)\nG01 X5\nM30\n%")).toBe(
      "%\nO0001 (A)\nN10 G21\n\n(B)\nN20 G01 X5\nN30 M30\n%",
    );
  });

  it("replaces numbers, behind the block skip", () => {
    expect(numbered("N1G21\n/N007 M08\n/2 M09")).toBe("N10 G21\n/N20 M08\n/2 N30 M09");
  });

  it("is the same again when done twice", () => {
    const once = numbered("G21\nIF[#1EQ1]GOTO5\nN5 M30");
    expect(numbered(once)).toBe(once);
  });

  it("changes GOTO and M99 P with the blocks that they name", () => {
    expect(numbered("N1 #1=0\nIF [#1 GT 5] GOTO 9\nGOTO1\nN9 M99 P1")).toBe(
      "N10 #1=0\nN20 IF [#1 GT 5] GOTO 40\nN30 GOTO10\nN40 M99 P10",
    );
  });

  it("changes P and Q of a lathe's cycles, but not a mill's peck", () => {
    const shape = "G71 P5 Q6 U0.5\nN5 G00 X10\nN6 X20\nG70 P5 Q6";
    expect(numbered(shape, true)).toBe(
      "N10 G71 P20 Q30 U0.5\nN20 G00 X10\nN30 X20\nN40 G70 P20 Q30",
    );
    expect(numbered("N5 G73 Z-9 Q5")).toBe("N10 G73 Z-9 Q5");
  });

  it("leaves a GOTO to a block that is not there as it is", () => {
    expect(numbered("GOTO 77")).toBe("N10 GOTO 77");
  });

  it("refuses what it can't be sure of", () => {
    expect(numbered("M00\nGOTO #1")).toContain("GOTO of line 2");
    expect(numbered("N1 M00\nN1 M01\nGOTO 1")).toContain("N1 stands twice");
  });

  it("keeps a number that stands twice but is never named out of it", () => {
    expect(numbered("N1 M00\nN1 M01")).toBe("N10 M00\nN20 M01");
  });

  it("counts by ones in a very long program, so that numbers stay below 99999", () => {
    expect(numbered("X1\n".repeat(10_000)).slice(-9)).toBe("10000 X1\n");
  });
});
