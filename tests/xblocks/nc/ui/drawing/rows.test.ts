import { describe, expect, it } from "vitest";

import { written } from "../../../../../xblocks/nc/ui/drawing/lettering";
import { boxOf, overlap } from "../../../../../xblocks/nc/ui/drawing/paper";
import { type Linear, merged, reachOf, rowsAt } from "../../../../../xblocks/nc/ui/drawing/rows";

const size = (from: number, to: number, text: string, over: Partial<Linear> = {}): Linear => ({
  from,
  to,
  feet: [0, 0],
  runs: written(text),
  sizes: [`f.${text}`],
  ...over,
});

/** How far below the view each label stands, by its size. */
const depths = (dimensions: readonly Linear[]): Record<string, number> =>
  Object.fromEntries(rowsAt("below", 0, dimensions).labels.map((one) => [one.sizes[0], one.at[1]]));

describe("rows of dimensions", () => {
  it("have the short ones nearest to the view, so that no dimension line is crossed", () => {
    const found = depths([size(0, 100, "100"), size(20, 80, "60"), size(0, 30, "30")]);
    expect(found["f.30"]).toBeLessThan(found["f.60"] ?? 0);
    expect(found["f.60"]).toBeLessThan(found["f.100"] ?? 0);
  });

  it("share a row where they do not meet", () => {
    const found = depths([size(0, 30, "30"), size(50, 80, "30.1")]);
    expect(found["f.30"]).toBe(found["f.30.1"]);
  });

  it("keep writing apart, beyond the ends of dimensions too short for it", () => {
    const many = [
      size(0, 2, "2±0.05"),
      size(2, 5, "3±0.05"),
      size(0, 5, "5±0.05"),
      size(-1, 6, "7±0.05"),
    ];
    const boxes = rowsAt("right", 0, many).labels.map(boxOf);
    const hits = boxes.flatMap((box, index) =>
      boxes.slice(index + 1).filter((other) => overlap(box, other)),
    );
    expect(hits).toEqual([]);
  });

  it("move writing from where an outer dimension's extension line passes", () => {
    const [label] = rowsAt("below", 0, [size(0, 60, "60"), size(30, 120, "90")]).labels;
    const { x0, x1 } = boxOf(label ?? expect.fail());
    expect(x0 > 30 || x1 < 30).toBe(true);
  });

  it("reach farther with more rows", () => {
    expect(reachOf([size(0, 9, "a"), size(0, 30, "b")])).toBeGreaterThan(
      reachOf([size(0, 9, "a")]),
    );
    expect(reachOf([])).toBeGreaterThan(0);
  });
});

describe("equal dimensions", () => {
  it("are one that states the sizes of both", () => {
    const both = merged([size(0, 6, "6"), size(6, 0, "6", { sizes: ["g.6"] })]);
    expect(both.map(({ sizes }) => sizes)).toEqual([["f.6", "g.6"]]);
  });

  it("without limits are dropped beside one with them, and kept apart where limits differ", () => {
    expect(merged([size(0, 6, "6", { sizes: [] }), size(0, 6, "6±0.1")])).toHaveLength(1);
    expect(merged([size(0, 6, "6±0.2"), size(0, 6, "6±0.1")])).toHaveLength(2);
  });
});

it("puts a datum in line with the dimension whose middle it is", () => {
  const datum = { letter: "A", at: "middle" } as const;
  const { labels } = rowsAt("below", 0, [size(-50, 50, "100", { datum })]);
  expect(labels.map(({ runs }) => runs)).toContainEqual(written("A"));
});
