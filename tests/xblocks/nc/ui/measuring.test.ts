import { describe, expect, it } from "vitest";

import {
  cellAt,
  deviationsOf,
  hitOf,
  measuredAt,
  profileOf,
  radiiAt,
} from "../../../../xblocks/nc/ui/measuring";
import { fieldOf } from "./fields";

// 4 x 2 cells of 1 mm: X from -2 to 2, Y from -1 to 1.
const field = fieldOf(4, 2, []);
const heights = Int32Array.of(0, -1000, -2000, 0, 0, -3000, -4000, 0);
const target = Int32Array.of(0, -1000, -2010, 0, 0, -3000, -3000, 0);
const all = (): boolean => true;

describe("measuring", () => {
  it("finds the cell over a place, or none beside the part", () => {
    expect([cellAt(field, -1.9, -0.9), cellAt(field, 1.9, 0.9)]).toEqual([0, 7]);
    expect([cellAt(field, 2.1, 0), cellAt(field, 0, -1.1)]).toEqual([null, null]);
  });

  it("tells the heights of part and target", () => {
    expect(measuredAt(field, heights, target, [0.5, 0.5])).toEqual({
      cell: 6,
      x: 0.5,
      y: 0.5,
      part_um: -4000,
      target_um: -3000,
    });
    expect(measuredAt(field, heights, target, [9, 9])).toBeNull();
  });

  it("gives the profile along either axis", () => {
    expect(profileOf(field, heights, "x", 6)).toEqual([
      [-1.5, 0],
      [-0.5, -3],
      [0.5, -4],
      [1.5, 0],
    ]);
    expect(profileOf(field, heights, "y", 6)).toEqual([
      [-0.5, -2],
      [0.5, -4],
    ]);
  });

  it("sums deviations up", () => {
    const { left_um, cut_um, right } = deviationsOf(heights, target, 5);
    expect([left_um, cut_um, right]).toEqual([10, -1000, 6 / 8]);
  });
});

describe("a line of sight", () => {
  it("meets the part straight below, or the first wall in its way", () => {
    expect(hitOf(field, heights, [0.5, 0.5, 50], [0, 0, -1], all)).toEqual([0.5, 0.5]);
    const slanting = hitOf(field, heights, [-1.5 - 10, 0.5, 11], [1, 0, -1], all);
    expect(slanting?.[0]).toBeCloseTo(1, 9);
  });

  it("passes beside the part, above it, and through what is not shown", () => {
    expect(hitOf(field, heights, [9, 9, 50], [0, 0, -1], all)).toBeNull();
    expect(hitOf(field, heights, [0, 0, 50], [1, 0, 0], all)).toBeNull();
    expect(hitOf(field, heights, [0.5, 0.5, 50], [0, 0, -1], (x) => x < 0)).toBeNull();
  });
});

describe("radii of a section", () => {
  const ball = [
    [
      [0, 0],
      [-10, 10, 10, 1],
      [-30, 10],
      [-30, 0],
    ],
  ];

  it.each([
    [-10.5, [0, 10]],
    [-20, [0, 10]],
    [-4, [0, 8]],
    [5, []],
  ])("at Z%d are %o", (z, radii) => {
    const found = radiiAt(ball, z);
    expect(found.length).toBe(radii.length);
    for (const [at, radius] of radii.entries()) expect(found[at]).toBeCloseTo(radius, 9);
  });

  it("are those of wall and bore of a tube, and of both flanks of a groove with a round floor", () => {
    const tube = [[[0, 5], [0, 9], [-20, 9], [-20, 5]]];
    expect(radiiAt(tube, -3)).toEqual([5, 9]);
    const round = [[[0, 0], [0, 10], [-4, 10], [-10, 10, 3, -1], [-30, 10], [-30, 0]]];
    expect(radiiAt(round, -7).map((radius) => Math.round(radius))).toEqual([0, 7]);
  });
});
