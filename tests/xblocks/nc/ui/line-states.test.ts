import { describe, expect, it } from "vitest";

import { partsOf, stateAt, statesOf } from "../../../../xblocks/nc/ui/line-states";
import type { LineState } from "../../../../xblocks/nc/ui/writing";

const FIRST: LineState = {
  line: 2,
  codes: ["G00", "G90"],
  tool: 1,
  offset: 2,
  feed: 0,
  feed_mode: "per-minute",
  speed: 900,
  spindle: "M03",
  coolant: "M09",
  position: [1, 2, 3.5],
  times: 1,
};
const LINES = ["%", "G00", "(comment)", "", "G01 X5 F100", "GOTO 9", "X7", "X8"];
const STATES = statesOf([FIRST, { line: 5, codes: ["G01", "G90"], feed: 100 }, { line: 6, times: 3 }]);

function lineShown(line: number): number | undefined {
  return stateAt(STATES, line, (at) => LINES[at - 1] ?? "")?.line;
}

describe("the states of lines", () => {
  it("are put together from what changed", () => {
    expect(STATES.get(6)).toEqual({ ...FIRST, line: 6, codes: ["G01", "G90"], feed: 100, times: 3 });
  });

  it("hold on through lines without a block", () => {
    expect([2, 3, 4, 5].map(lineShown)).toEqual([2, 2, 2, 5]);
  });

  it("are missing for a block that is not executed, and above the first", () => {
    expect([1, 7, 8].map(lineShown)).toEqual([undefined, undefined, undefined]);
  });
});

describe("a state in words", () => {
  it("has codes, tool, feed, speed and position, with units", () => {
    expect(partsOf(FIRST, "XYZ", "en")).toEqual([
      "G00 G90",
      "T1 H2",
      "F0 mm/min",
      "S900 rpm M03 M09",
      "X1 Y2 Z3.5",
    ]);
  });

  it("is as a lathe says it", () => {
    const turning = { ...FIRST, codes: ["G96"], feed: 0.2, feed_mode: "per-revolution", position: [40, -5] };
    expect(partsOf(turning, "XZ", "zh-Hans")).toEqual([
      "G96",
      "T0102",
      "F0.2 mm/r",
      "S900 m/min M03 M09",
      "X40 Z-5",
    ]);
  });

  it("counts in inches after G20, and says how often a line was executed", () => {
    const parts = partsOf({ ...FIRST, codes: ["G20", "G96"], times: 4 }, "XYZ", "en");
    expect(parts).toContain("F0 in/min");
    expect(parts).toContain("S900 ft/min M03 M09");
    expect(parts.at(-1)).toBe("executed 4 times, the last shown");
  });
});
