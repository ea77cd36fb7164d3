import { beforeEach, expect, it } from "vitest";

import { mount } from "../../../xblocks/ui/mount";

beforeEach(() => {
  document.body.innerHTML = '<div id="block"><div class="gongxue-exercise">old</div></div>';
});

const block = (): Element => document.querySelector("#block") as Element;

it("puts the element in the block's place, instead of what was there", () => {
  mount(block(), document.createElement("b"));
  expect(document.querySelector(".gongxue-exercise")?.innerHTML).toBe("<b></b>");
});

it("takes a jQuery object for the element in it", () => {
  mount([block()], document.createElement("b"));
  expect(document.querySelector(".gongxue-exercise > b")).not.toBeNull();
});

it("complains of a block without a place", () => {
  expect(() => mount(document.createElement("div"), document.createElement("b"))).toThrow();
});
