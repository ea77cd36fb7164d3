import { Text } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import { offsetsOf } from "../../../xblocks/ui/editor";

const program = Text.of(["G00 X10.", "(𝒜 刀) G01", ""]);
const at = (line: number, column: number | null, end: number | null = null): [number, number] => {
  const { from, to } = offsetsOf(program, { line, column, end_column: end });
  return [from, to];
};

describe("offsetsOf", () => {
  it("reads lines and columns from 1, the end being the first column after", () => {
    expect(at(1, 5, 9)).toEqual([4, 8]);
  });

  it("takes the word where no end is given, and the line where no column is", () => {
    expect(at(1, 1)).toEqual([0, 3]);
    expect(at(1, null)).toEqual([0, 8]);
  });

  it("counts characters, not UTF-16 units", () => {
    const { from, to } = offsetsOf(program, { line: 2, column: 7, end_column: 10 });
    expect(program.sliceString(from, to)).toBe("G01");
  });

  it("stays inside the document", () => {
    expect(at(99, 99, 120)).toEqual([program.length, program.length]);
    expect(at(1, 50, 60)).toEqual([8, 8]);
  });
});
