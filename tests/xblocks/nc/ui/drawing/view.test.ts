import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { hatchPath } from "../../../../../xblocks/nc/ui/drawing/svg";
import type { DrawingView } from "../../../../../xblocks/nc/ui/drawing/view";
import "../../../../../xblocks/nc/ui/drawing/view";
import { featureOf } from "../fields";
import { plateOf } from "./parts";

describe("<nc-drawing>", () => {
  let view: DrawingView;

  beforeEach(async () => {
    view = document.createElement("nc-drawing");
    view.exercise = plateOf([featureOf()]);
    document.body.append(view);
    await view.updateComplete;
  });

  afterEach(() => view.remove());

  const find = (selector: string): HTMLElement =>
    view.shadowRoot?.querySelector(selector) as HTMLElement;
  const width = (): string => (find(".sheet > div") as HTMLElement).style.width;

  it("is one picture with a name, in a region that the keyboard reaches", () => {
    expect(find("svg").getAttribute("role")).toBe("img");
    expect(find("svg").getAttribute("aria-label")).toContain("第一角画法");
    expect(find(".sheet").tabIndex).toBe(0);
  });

  it("zooms by keys and buttons, and back to the whole sheet", async () => {
    const key = async (name: string) => {
      find(".sheet").dispatchEvent(new KeyboardEvent("keydown", { key: name, cancelable: true }));
      await view.updateComplete;
    };
    await key("+");
    expect(parseFloat(width())).toBeGreaterThan(100);
    await key("0");
    expect(width()).toBe("100%");
    find("#closer").click();
    await view.updateComplete;
    expect(parseFloat(width())).toBeGreaterThan(100);
    await key("-");
    expect(parseFloat(width())).toBeCloseTo(100);
  });
});

it("hatches only within an outline", () => {
  const square = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ] as const;
  const numbers =
    hatchPath(square, { x0: 0, y0: 0, x1: 10, y1: 10 })
      .match(/[\d.]+/g)
      ?.map(Number) ?? [];
  expect(numbers.length).toBeGreaterThan(20);
  expect(numbers.every((value) => value >= 0 && value <= 10)).toBe(true);
});
