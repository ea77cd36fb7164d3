import { describe, expect, it } from "vitest";

import type { Move } from "../../../../xblocks/nc/ui/model";
import { blockTimes, momentAt, stepFrom, timeOfLine } from "../../../../xblocks/nc/ui/timeline";

const move = (line: number, t0_s: number, t1_s: number, points: number[]): Move => ({
  kind: "feed",
  line,
  points,
  t0_s,
  t1_s,
  tool: 1,
  feed_mm_per_min: 100,
  spindle_rpm: 1000,
});

const moves = [
  move(2, 0, 2, [0, 0, 0, 10, 0, 0]),
  move(3, 2, 3, []),
  move(4, 3, 5, [10, 0, 0, 10, 10, 0, 20, 10, 0]),
  move(4, 5, 6, [20, 10, 0, 20, 10, 5]),
];

describe("momentAt", () => {
  it("knows no moment of a run without moves", () => {
    expect(momentAt([], 1)).toBeNull();
  });

  it.each([
    ["at the start", 0, 2, [0, 0, 0]],
    ["half way along a line", 1, 2, [5, 0, 0]],
    ["while nothing moves", 2.5, 3, [10, 0, 0]],
    ["at a corner", 4, 4, [10, 10, 0]],
    ["beyond the corner", 4.5, 4, [15, 10, 0]],
    ["after the end", 99, 4, [20, 10, 5]],
  ])("finds the tool %s", (_name, time_s, line, position) => {
    const moment = momentAt(moves, time_s);
    expect(moment?.move.line).toBe(line);
    expect(moment?.position_mm).toEqual(position);
  });

  it("has no place for a tool that has not moved yet", () => {
    expect(momentAt([move(1, 0, 1, [])], 0.5)?.position_mm).toBeNull();
  });
});

describe("single block", () => {
  const times = blockTimes(moves);

  it("stops once for each block, however many moves it has", () => {
    expect(times).toEqual([0, 2, 3, 6]);
    expect(blockTimes([])).toEqual([]);
  });

  it.each([
    [0, 1, 2],
    [2.5, 1, 3],
    [6, 1, 6],
    [6, -1, 3],
    [0, -1, 0],
  ] as const)("from %d s in direction %d leads to %d s", (from, direction, to) => {
    expect(stepFrom(times, from, direction)).toBe(to);
  });
});

it("finds when a line begins, or that it never does", () => {
  expect(timeOfLine(moves, 4)).toBe(3);
  expect(timeOfLine(moves, 1)).toBeNull();
});
