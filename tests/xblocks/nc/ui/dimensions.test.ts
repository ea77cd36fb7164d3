import { describe, expect, it } from "vitest";

import {
  type Dimension,
  anchorsOf,
  dimensionsAbove,
  dimensionsOfSection,
  leaderOf,
  sizeOf,
} from "../../../../xblocks/nc/ui/dimensions";
import { exerciseOf, featureOf } from "./fields";

const labels = (dimensions: readonly Dimension[], side: Dimension["side"]): string[] =>
  dimensions.filter((one) => one.side === side).map((one) => one.label);

const slot = featureOf({
  kind: "slot",
  centre_mm: [46, 0],
  size_mm: [36, 8],
  corner_radius_mm: 4,
});

describe("dimensionsAbove", () => {
  it("gives a pocket its length and width with tolerances, inside those of the stock", () => {
    const dimensions = dimensionsAbove(exerciseOf([featureOf()]));
    expect(labels(dimensions, "below")).toEqual(["60±0.1", "100"]);
    expect(labels(dimensions, "right")).toEqual(["40±0.1", "80"]);
    expect(dimensions.filter((one) => one.side === "below").map((one) => one.row)).toEqual([0, 1]);
  });

  it("places what is not at the datum, and nothing that is", () => {
    const dimensions = dimensionsAbove(exerciseOf([featureOf({ centre_mm: [-10, 0] })]));
    expect(labels(dimensions, "above")).toEqual(["10±0.1"]);
    expect(labels(dimensions, "left")).toEqual([]);
  });

  it("gives a turned pocket its length with the width turned, when it stands upright", () => {
    const dimensions = dimensionsAbove(exerciseOf([featureOf({ angle_deg: 90 })]));
    expect(labels(dimensions, "below")).toContain("40±0.1");
  });

  it("gives a slot its width and the places of its round ends inside the stock", () => {
    const dimensions = dimensionsAbove(exerciseOf([slot]));
    expect(labels(dimensions, "right")).toContain("8±0.1");
    expect(labels(dimensions, "below")).toEqual(["100"]);
    expect(labels(dimensions, "above")).toEqual(["32±0.1"]);
  });

  it("writes equal dimensions once", () => {
    const twice = [featureOf(), featureOf({ id: "other" })];
    expect(labels(dimensionsAbove(exerciseOf(twice)), "below")).toEqual(["60±0.1", "100"]);
  });
});

it("gives the section every depth once and the height of the stock", () => {
  const dimensions = dimensionsOfSection(exerciseOf([featureOf(), featureOf({ id: "b" }), slot]));
  expect(labels(dimensions, "right")).toEqual(["6±0.05"]);
  expect(labels(dimensions, "left")).toEqual(["20"]);
});

describe("at the feature itself", () => {
  it.each([
    ["a corner radius", featureOf(), "R6±0.2"],
    ["a diameter", featureOf({ kind: "hole", size_mm: [8, 8], corner_radius_mm: 4 }), "⌀8±0.1"],
    ["size and angle if turned", featureOf({ angle_deg: 30 }), "60±0.1 × 40±0.1 R6±0.2 ∠30°"],
    ["nothing for a slot, whose width is dimensioned", slot, ""],
  ])("stands %s", (_name, feature, text) => {
    expect(leaderOf(feature)).toBe(text);
  });
});

it("names a slot by its width", () => {
  expect(sizeOf(slot)).toBe("8±0.1");
});

it("knows the open end of a slot", () => {
  expect(anchorsOf(slot, exerciseOf([]).stock)).toEqual([[32, 0], null]);
});
