import { expect, it } from "vitest";

import { heightFor } from "../../../xblocks/ui/frame";

it.each([
  ["fills the window below what stands above", 768, 60, 700],
  ["ignores much above it: the page is scrolled to it", 768, 400, 760],
  ["never gets too low to work in", 300, 0, 480],
  ["never gets absurdly high", 3000, 0, 1000],
])("%s", (_name, window_px, above_px, height_px) => {
  expect(heightFor(window_px, above_px)).toBe(height_px);
});
