import { render } from "lit";
import { describe, expect, it, vi } from "vitest";

import { type Variant, variantTable } from "../../../../xblocks/nc/ui/variant-table";

const variant = (seed: number, over: Partial<Variant> = {}): Variant => ({
  seed,
  values: { depth_mm: 2 + seed / 2, side: "left" },
  title: { "zh-Hans": "直槽", en: "Slot" },
  out_of: 100,
  problems: [],
  ...over,
});

function shown(variants: readonly Variant[], choose = vi.fn()): HTMLElement {
  const place = document.createElement("div");
  render(variantTable(variants, "en", choose), place);
  return place;
}

const rowsOf = (place: HTMLElement): (string | undefined)[][] =>
  [...place.querySelectorAll("tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent?.trim()),
  );

describe("variantTable", () => {
  it("sets the values drawn side by side, a variant a row", () => {
    expect(rowsOf(shown([variant(0), variant(1)]))).toEqual([
      ["0", "100", "No problems", "2", "left", "Slot"],
      ["1", "100", "No problems", "2.5", "left", "Slot"],
    ]);
  });

  it("says what is wrong with a variant, and where", () => {
    const message = { "zh-Hans": "太深", en: "Too deep." };
    const faulty = variant(3, {
      title: null,
      out_of: null,
      problems: [{ line: 7, column: 1, message }],
    });
    expect(rowsOf(shown([faulty]))[0]?.slice(0, 3)).toEqual(["3", "–", "Line 7: Too deep."]);
  });

  it("lets the author choose a seed", () => {
    const choose = vi.fn();
    const place = shown([variant(0), variant(5)], choose);
    place.querySelector<HTMLButtonElement>('[aria-label="Preview seed 5"]')?.click();
    expect(choose).toHaveBeenCalledWith(5);
  });

  it("says that a text has no variants", () => {
    expect(shown([variant(0, { values: {} })]).textContent).toContain("No variants");
  });
});
