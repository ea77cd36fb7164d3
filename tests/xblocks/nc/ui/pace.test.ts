import { describe, expect, it } from "vitest";

import type { Move } from "../../../../xblocks/nc/ui/model";
import {
  type Pace,
  advanced,
  beginsOf,
  durationAt,
  nextAfter,
  rateIn,
  stopsOf,
} from "../../../../xblocks/nc/ui/pace";

const move = (kind: Move["kind"], line: number, t0_s: number, t1_s: number): Move => ({
  kind,
  line,
  points: [],
  t0_s,
  t1_s,
  tool: 1,
  feed_mm_per_min: 500,
  spindle_rpm: 1000,
});
const moves = [
  move("rapid", 2, 0, 2),
  move("feed", 3, 2, 6),
  move("stop", 4, 6, 6),
  move("thread", 5, 6, 8),
  move("feed", 3, 8, 10),
  move("arc", 3, 10, 12),
];
const pace = (over: Partial<Pace> = {}): Pace => ({
  speed: 1,
  feed_percent: 100,
  rapid_percent: 100,
  dry: false,
  rapid_mm_per_min: 5000,
  ...over,
});

describe("overrides", () => {
  it.each([
    ["rapid", { rapid_percent: 25 }, 0.25],
    ["rapid", { feed_percent: 50 }, 1],
    ["feed", { feed_percent: 150 }, 1.5],
    ["arc", { feed_percent: 0 }, 0],
    ["feed", { rapid_percent: 25 }, 1],
    ["thread", { feed_percent: 50 }, 1],
    ["dwell", { feed_percent: 50, rapid_percent: 25 }, 1],
    ["feed", { dry: true }, 10],
    ["thread", { dry: true, rapid_percent: 50 }, 5],
    ["feed", { speed: 20, feed_percent: 50 }, 10],
  ] as const)("act on a %s: %o gives a rate of %d", (kind, over, rate) => {
    expect(rateIn(move(kind, 1, 0, 1), pace(over))).toBe(rate);
  });

  it("make the run take longer, or for ever", () => {
    expect(durationAt(moves, pace({ speed: 50 }))).toBe(12);
    expect(durationAt(moves, pace({ feed_percent: 50, rapid_percent: 25 }))).toBe(8 + 16 + 2);
    expect(durationAt(moves, pace({ feed_percent: 0 }))).toBe(Infinity);
  });
});

describe("playing", () => {
  it("goes on through blocks, each at its own rate", () => {
    const over = pace({ feed_percent: 50, rapid_percent: 50 });
    expect(advanced(moves, 1, 6, over, [12])).toEqual({ time_s: 4, stopped: false });
  });

  it("stands still at a feed override of 0, where a feed begins", () => {
    const held = pace({ feed_percent: 0 });
    expect(advanced(moves, 0, 99, held, [12])).toEqual({ time_s: 2, stopped: false });
    expect(advanced(moves, 2, 99, held, [12])).toEqual({ time_s: 2, stopped: false });
  });

  it("stops at the next stop and goes on from there", () => {
    const stops = stopsOf(moves, new Set(), false);
    expect(stops).toEqual([6, 12]);
    expect(advanced(moves, 1, 100, pace(), stops)).toEqual({ time_s: 6, stopped: true });
    expect(advanced(moves, 6, 1, pace(), stops)).toEqual({ time_s: 7, stopped: false });
    expect(advanced(moves, 7, 100, pace(), stops)).toEqual({ time_s: 12, stopped: true });
  });

  it("of a run without moves is over at once", () => {
    expect(advanced([], 0, 1, pace(), [])).toEqual({ time_s: 0, stopped: true });
  });
});

describe("stops", () => {
  it("are where a block on a line with a breakpoint begins, each time it does", () => {
    expect(beginsOf(moves, new Set([3]))).toEqual([2, 8]);
    expect(stopsOf(moves, new Set([3]), false)).toEqual([2, 6, 8, 12]);
  });

  it("are after every block in single block", () => {
    expect(stopsOf(moves, new Set(), true)).toEqual([0, 2, 6, 8, 12]);
  });

  it("come after a time, not at it", () => {
    expect(nextAfter([2, 8], 2)).toBe(8);
    expect(nextAfter([2, 8], 8)).toBeNull();
  });
});
