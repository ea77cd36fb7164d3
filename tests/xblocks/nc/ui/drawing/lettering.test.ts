import { expect, it } from "vitest";

import {
  framed,
  heightOf,
  rough,
  runWidth,
  sized,
  textWidth,
  written,
} from "../../../../../xblocks/nc/ui/drawing/lettering";

const text = (value: string) => ({ kind: "text", text: value });

it.each([
  ["without a limit", sized(20, undefined), [text("20")]],
  ["plus and minus the same", sized(60, 0.1), [text("60±0.1")]],
  ["the same from two limits", sized(60, [-0.1, 0.1]), [text("60±0.1")]],
  [
    "two deviations",
    sized(30, [-0.033, 0]),
    [text("30"), { kind: "stack", upper: "0", lower: "-0.033" }],
  ],
  [
    "a fit with its limits",
    sized(10, [0, 0.015], { fit: "H7" }),
    [text("10H7("), { kind: "stack", upper: "+0.015", lower: "0" }, text(")")],
  ],
  ["an angle", sized(45, 1, { after: "°" }), [text("45°±1°")]],
])("writes a size %s", (_name, runs, expected) => {
  expect(runs).toEqual(expected);
});

it("makes signs of what fonts draw badly", () => {
  expect(written("4×⌀8")).toEqual([text("4×"), { kind: "sign", sign: "diameter" }, text("8")]);
  expect(rough(1.6)).toEqual([{ kind: "sign", sign: "rough" }, text("Ra 1.6")]);
});

it("gives Chinese a whole square and a frame the room of its cells", () => {
  expect(textWidth("比例")).toBeGreaterThan(textWidth("ab"));
  const [frame] = framed("⌖", "⌀0.2", ["A"]);
  expect(runWidth(frame ?? expect.fail())).toBeGreaterThan(textWidth("0.2"));
  expect(heightOf(sized(30, [-0.033, 0]))).toBeGreaterThan(heightOf(sized(30, undefined)));
});
