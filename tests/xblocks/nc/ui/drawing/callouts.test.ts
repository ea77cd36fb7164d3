import { describe, expect, it } from "vitest";

import {
  type Callout,
  columnAt,
  shelfAt,
  spread,
} from "../../../../../xblocks/nc/ui/drawing/callouts";
import { written } from "../../../../../xblocks/nc/ui/drawing/lettering";
import { boxOf, overlap } from "../../../../../xblocks/nc/ui/drawing/paper";

const at = (x: number, y: number, text: string): Callout => ({
  tip: [x, y],
  end: "arrow",
  lines: [{ runs: written(text), sizes: [text] }, { runs: written("R1") }],
});

describe("spread", () => {
  it("leaves what has room where it wants to be", () => {
    expect(spread([0, 20], [10, 10], [0, 100])).toEqual([0, 20]);
  });

  it("moves what meets apart by as little as can be, in order", () => {
    expect(spread([10, 10], [10, 10], [0, 100])).toEqual([5, 15]);
  });

  it("keeps all between the ends", () => {
    expect(spread([95, 98], [10, 10], [0, 100])).toEqual([80, 90]);
    expect(spread([-20], [10], [0, 100])).toEqual([0]);
  });
});

describe("callouts", () => {
  const crowd = [at(10, 50, "⌀8"), at(10.1, 50.2, "⌀9"), at(30, 52, "⌀10±0.1")];

  it.each([
    ["in a column", columnAt(100, [0, 150], crowd)],
    ["on a shelf", shelfAt(20, [0, 150], crowd)],
  ])("do not lie over each other %s", (_name, { labels }) => {
    const boxes = labels.map(boxOf);
    expect(
      boxes.filter((box, one) => boxes.some((other, two) => one !== two && overlap(box, other))),
    ).toEqual([]);
  });

  it("stand in the order of what they point to", () => {
    const named = shelfAt(20, [0, 150], [at(80, 50, "b"), at(20, 50, "a")]).labels;
    const xOf = (size: string) => named.find(({ sizes }) => sizes.includes(size))?.at[0] ?? NaN;
    expect(xOf("a")).toBeLessThan(xOf("b"));
  });
});
