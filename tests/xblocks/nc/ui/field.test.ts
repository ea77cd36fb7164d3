import { describe, expect, it } from "vitest";

import {
  CUT_AWAY,
  LEFT_OVER,
  RIGHT,
  cssColour,
  deviationColour,
  heightsOf,
} from "../../../../xblocks/nc/ui/field";
import { reshape, surfaceOf } from "../../../../xblocks/nc/ui/surface";
import { fieldOf } from "./fields";

describe("heightsOf", () => {
  it("reads little-endian micrometres, below zero too", () => {
    expect([...heightsOf(fieldOf(2, 1, [0, -6000]))]).toEqual([0, -6000]);
  });

  it("refuses a field with the wrong number of cells", () => {
    expect(() => heightsOf({ ...fieldOf(2, 1, [0, 0]), ny: 3 })).toThrow("6 cells");
  });
});

describe("deviationColour", () => {
  it("is neutral within the tolerance and tells left over from cut away beyond it", () => {
    expect(deviationColour(50, 50)).toEqual(RIGHT);
    expect(cssColour(deviationColour(5000, 50))).toBe(cssColour(LEFT_OVER));
    expect(cssColour(deviationColour(-5000, 50))).toBe(cssColour(CUT_AWAY));
  });

  it("is written as CSS", () => {
    expect(cssColour([1, 0, 0.5])).toBe("rgb(255 0 128)");
  });
});

describe("surfaceOf", () => {
  const colourOf = (index: number) => [index / 10, 0.5, 0.5] as const;
  const build = (heights: number[], nx = 2) => {
    const field = fieldOf(nx, heights.length / nx, heights);
    return surfaceOf(field, { heights_um: heightsOf(field), colourOf });
  };
  const SIDES = 4 * 3 * 2;

  it("reaches to the edges of the stock and down to its bottom", () => {
    const { positions } = build([0, 0, 0, 0]);
    const along = (axis: number): number[] => [...positions].filter((_, at) => at % 3 === axis);
    expect([Math.min(...along(0)), Math.max(...along(0))]).toEqual([-1, 1]);
    expect([Math.min(...along(2)), Math.max(...along(2))]).toEqual([-20, 0]);
  });

  it("has two triangles between every four corners, and four sides", () => {
    expect(build([0, 0, 0, 0]).triangles.length / 3).toBe(3 * 3 * 2 + SIDES);
  });

  it.each([
    ["in the middle", 4],
    ["at the border", 1],
    ["at a corner", 8],
  ])("becomes the surface of a lowered cell %s by changing its corners alone", (_name, cell) => {
    const heights = Array.from({ length: 9 }, (_, at) => -100 * at);
    const surface = build(heights, 3);
    const before = surface.positions.slice();
    heights[cell] = -9000;
    const look = { heights_um: Int32Array.from(heights), colourOf };
    const [first, past] = reshape(surface, Uint32Array.of(cell), look);
    expect(surface.positions).toEqual(build(heights, 3).positions);
    expect(surface.colours).toEqual(build(heights, 3).colours);
    for (const [at, value] of surface.positions.entries()) {
      if (at < 3 * first || at >= 3 * past) expect(value).toBe(before[at]);
    }
    expect(past - first).toBeLessThan(before.length / 3);
  });
});
