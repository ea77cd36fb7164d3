import { expect, it } from "vitest";

import { anchorsOf, sizeOf } from "../../../../xblocks/nc/ui/dimensions";
import { exerciseOf, featureOf } from "./fields";

const slot = featureOf({
  kind: "slot",
  centre_mm: [46, 0],
  size_mm: [36, 8],
  corner_radius_mm: 4,
});

it("names a slot by its width", () => {
  expect(sizeOf(slot)).toBe("8±0.1");
});

it("knows the open end of a slot", () => {
  expect(anchorsOf(slot, exerciseOf([]).stock)).toEqual([[32, 0], null]);
});
