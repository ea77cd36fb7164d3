import { expect, test } from "vitest";

import * as shim from "../../../../../lti_tool/web/ui/host/translation";

test("messages without a catalogue stay as they are", () => {
  expect(shim.gettext("Submit")).toBe("Submit");
  expect(shim.pgettext("button", "Submit")).toBe("Submit");
});

test("the number chooses the form", () => {
  expect([0, 1, 2].map((count) => shim.ngettext("point", "points", count))).toEqual([
    "points",
    "point",
    "points",
  ]);
  expect(shim.npgettext("score", "point", "points", 1)).toBe("point");
});

test("values are put in their places by order or by name", () => {
  expect(shim.interpolate("%s of %s", [3, 4])).toBe("3 of 4");
  expect(shim.interpolate("%(got)s of %(all)s", { got: 3, all: 4 }, true)).toBe("3 of 4");
});
