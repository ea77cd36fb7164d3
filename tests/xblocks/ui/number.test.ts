import { expect, it } from "vitest";

import { clock, shortNumber } from "../../../xblocks/ui/number";

it.each([
  [8, "8"],
  [7.5, "7.5"],
  [1 / 3, "0.33"],
  [-0.001, "0"],
])("writes %d as %s", (value, text) => {
  expect(shortNumber(value)).toBe(text);
});

it.each([
  [0, "0:00"],
  [65.4, "1:05"],
  [59.6, "1:00"],
  [3600, "1:00:00"],
])("shows %d s as %s", (seconds, text) => {
  expect(clock(seconds)).toBe(text);
});
