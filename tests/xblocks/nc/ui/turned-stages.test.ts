import { describe, expect, it } from "vitest";

import type { Move, TurnedStage } from "../../../../xblocks/nc/ui/model";
import { TurnedStages, aheadOf } from "../../../../xblocks/nc/ui/turned-stages";

const bar = [
  [
    [0, 0],
    [0, 10],
    [-30, 10],
    [-30, 0],
  ],
];
const shoulder = [
  [
    [0, 0],
    [0, 8],
    [-20, 8],
    [-20, 10],
    [-30, 10],
    [-30, 0],
  ],
];
const parted = [shoulder[0]?.slice(0, 3), [[-25, 5]]];
const stages: TurnedStage[] = [
  [2, 1, 1, [[0, 8], [-20, 8], [-20, 10]]],
  [5, 3, 4, [[], [-25, 5], []]],
];

describe("a turned part during a run", () => {
  it("is the bar at first, and what each stage leaves from the next move on", () => {
    const run = new TurnedStages(bar, stages);
    expect(run.at(0)).toEqual({ part: bar, next: null });
    expect(run.at(3)).toEqual({ part: shoulder, next: null });
    expect(run.at(Infinity)).toEqual({ part: parted, next: null });
  });

  it("is between two stages while a move turns it", () => {
    const run = new TurnedStages(bar, stages);
    expect(run.at(2)).toEqual({ part: bar, next: { part: shoulder, move: 2 } });
    expect(run.at(5)).toEqual({ part: shoulder, next: { part: parted, move: 5 } });
  });

  it("is the same whether one comes from before or from after", () => {
    const run = new TurnedStages(bar, stages);
    run.at(Infinity);
    for (const move of [5, 4, 2, 1, 0, 3]) {
      expect(run.at(move)).toEqual(new TurnedStages(bar, stages).at(move));
    }
  });
});

describe("what lies ahead of a tool", () => {
  const way = (...points: number[]): Move => ({ points }) as unknown as Move;
  const covers = ([z = 0, r = 0, wide = 0, high = 0]: readonly number[], at: number[]): boolean =>
    at[0]! > z && at[0]! < z + wide && at[1]! > r && at[1]! < r + high;

  it.each([
    ["to the left", way(40, 0, 2, 40, 0, -30), [40, 0, -10], [-11, 3], [-9, 3]],
    ["to the right", way(40, 0, -30, 44, 0, 2), [42, 0, -10], [-9, 3], [-11, 3]],
    ["towards the axis", way(40, 0, 0, -1, 0, 0), [20, 0, 0], [-5, 9], [-5, 11]],
    ["outwards", way(10, 0, 0, 40, 0, -1), [20, 0, 0], [-5, 11], [-5, 9]],
  ])("%s is not turned yet", (_name, move, tip, ahead, behind) => {
    expect(covers(aheadOf(move, tip), ahead)).toBe(true);
    expect(covers(aheadOf(move, tip), behind)).toBe(false);
  });
});
