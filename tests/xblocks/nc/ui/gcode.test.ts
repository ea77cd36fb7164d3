import { StringStream } from "@codemirror/language";
import { describe, expect, it } from "vitest";

import { knownTo, readToken } from "../../../../xblocks/nc/ui/gcode";

const MILL = knownTo({
  codes: ["G01", "G54.1", "G65", "G83", "M03"].map((code) => ({ code })),
  addresses: [..."XYZIJKRFSTHDNO", ",C"],
});

/** The words of lines with what each of them is: "G01:keyword X10.:variableName". */
function read(...lines: string[]): string {
  const state = { comment: false, call: false };
  const words: string[] = [];
  for (const line of lines) {
    const stream = new StringStream(line, 2, 2);
    while (!stream.eol()) {
      stream.start = stream.pos;
      const kind = readToken(stream, state, MILL);
      if (kind !== null) words.push(`${stream.current()}:${kind}`);
    }
  }
  return words.join(" ");
}

describe("the colours of a program", () => {
  it("tells codes, axes, other addresses and numbers apart", () => {
    expect(read("N10 G01X10.F200 M3")).toBe(
      "N10:labelName G01:keyword X10.:variableName F200:propertyName M3:typeName",
    );
  });

  it("marks what the control of the exercise does not know", () => {
    expect(read("G81 U5. M55")).toBe("G81:invalid U5.:invalid M55:invalid");
    expect(read("G1 G 54.1 g083")).toBe("G1:keyword G 54.1:keyword g083:keyword");
  });

  it("leaves a code alone while its number is not written yet", () => {
    expect(read("G")).toBe("G:keyword");
  });

  it("takes every letter behind a macro call for an argument, until the next line", () => {
    expect(read("G65 U5.", "U5.")).toBe("G65:keyword U5.:variableName U5.:invalid");
  });

  it("knows block skip only at the start of a line, and a percent sign", () => {
    expect(read("/2 X[1/2]")).toBe("/2:meta X:variableName [:operator 1:number /:operator 2:number ]:operator");
    expect(read("%")).toBe("%:meta");
  });

  it("knows macro statements, functions and variables", () => {
    expect(read("IF[#1GT2]GOTO10")).toBe(
      "IF:controlKeyword [:operator #1:variableName.special GT:controlKeyword 2:number ]:operator " +
        "GOTO:controlKeyword 10:number",
    );
  });

  it("knows a chamfer by its comma", () => {
    expect(read("X5.,C2.")).toBe("X5.:variableName ,C2.:variableName");
  });

  it("ends a comment that is left open with its line", () => {
    expect(read("(no end G01", "G01")).toBe("(no end G01:comment G01:keyword");
    expect(read("G01 ;X5")).toBe("G01:keyword ;X5:comment");
  });

  it("marks full-width characters, which no control reads", () => {
    expect(read("Ｇ01")).toContain("Ｇ:invalid");
  });
});
