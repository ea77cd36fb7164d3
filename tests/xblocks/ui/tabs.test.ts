import { render } from "lit";
import { beforeEach, expect, it, vi } from "vitest";

import { tabList } from "../../../xblocks/ui/tabs";

const TABS = [
  { id: "a", label: "A" },
  { id: "b", label: "B", count: 2 },
  { id: "c", label: "C" },
];
const select = vi.fn();

const tab = (id: string): HTMLElement => document.querySelector(`#tab-${id}`) as HTMLElement;

beforeEach(() => {
  select.mockReset();
  render(tabList("Panels", TABS, "b", select), document.body);
});

it("puts only the selected tab in the keyboard's way and names its panel", () => {
  expect(TABS.map(({ id }) => tab(id).tabIndex)).toEqual([-1, 0, -1]);
  expect(tab("b").getAttribute("aria-selected")).toBe("true");
  expect(tab("b").getAttribute("aria-controls")).toBe("panel-b");
});

it("counts what waits behind a tab", () => {
  expect(tab("b").textContent).toContain("2");
  expect(tab("a").querySelector(".count")).toBeNull();
});

it.each([
  ["ArrowRight", "c"],
  ["ArrowLeft", "a"],
  ["End", "c"],
  ["Home", "a"],
])("goes with %s to tab %s", (key, id) => {
  tab("b").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  expect(select).toHaveBeenCalledWith(id);
  expect(document.activeElement).toBe(tab(id));
});

it("goes round at the ends", () => {
  render(tabList("Panels", TABS, "c", select), document.body);
  tab("c").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  expect(select).toHaveBeenCalledWith("a");
});
