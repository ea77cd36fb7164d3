import { describe, expect, it } from "vitest";

import {
  cornersOf,
  hasWallAt,
  outlinesFrom,
  radiusAt,
} from "../../../../../xblocks/nc/ui/drawing/turned-outline";
import { STEPPED } from "./parts";

describe("the outline of a turned part", () => {
  it("is cut off where the bar is broken", () => {
    const [points] = outlinesFrom(STEPPED, -60);
    expect(Math.min(...(points ?? []).map(([z]) => z))).toBe(-60);
    expect(radiusAt(outlinesFrom(STEPPED, -60), -59)).toBe(25);
  });

  it("follows its arcs", () => {
    const ball = [
      [
        [0, 0],
        [-10, 10, 10, 1],
        [-30, 10],
        [-30, 0],
      ],
    ];
    const at = -10 + 10 * Math.SQRT1_2;
    expect(radiusAt(outlinesFrom(ball, -100), at)).toBeCloseTo(10 * Math.SQRT1_2, 2);
  });

  it("has its corners off the axis and off the break", () => {
    const corners = cornersOf(outlinesFrom(STEPPED, -60), -60);
    expect(corners).toHaveLength(5);
    expect(corners.every(([z, r]) => r > 0 && z > -60)).toBe(true);
  });

  it("knows its faces across the axis", () => {
    expect([-25, -12, -18].map((z) => hasWallAt(STEPPED, z))).toEqual([true, true, false]);
  });
});
