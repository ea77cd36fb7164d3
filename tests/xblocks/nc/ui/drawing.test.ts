import { render } from "lit";
import { describe, expect, it } from "vitest";

import { drawingOf } from "../../../../xblocks/nc/ui/drawing";
import { exerciseOf, featureOf } from "./fields";

function draw(...features: ReturnType<typeof featureOf>[]): SVGElement {
  const sheet = document.createElement("div");
  render(drawingOf(exerciseOf(features), "en"), sheet);
  return sheet.querySelector("svg") as SVGElement;
}

const labels = (drawing: SVGElement): (string | null)[] =>
  [...drawing.querySelectorAll("text")].map((one) => one.textContent);

describe("drawingOf", () => {
  it("carries every dimension, the datum and the section's name", () => {
    const written = labels(draw(featureOf({ centre_mm: [-10, 5] })));
    for (const label of ["100", "80", "20", "60±0.1", "40±0.1", "6±0.05", "10±0.1", "5±0.1"]) {
      expect(written).toContain(label);
    }
    expect(written).toEqual(expect.arrayContaining(["A–A", "R6±0.2", "G54 X0 Y0", "Z0"]));
  });

  it("is named for those who can't see it", () => {
    const drawing = draw(featureOf());
    expect(drawing.getAttribute("role")).toBe("img");
    expect(drawing.getAttribute("aria-label")).toContain("section A–A");
  });

  it("draws each outline once, turned about its centre with Y upwards", () => {
    const drawing = draw(featureOf({ angle_deg: 30 }), featureOf({ id: "b", centre_mm: [20, 0] }));
    const turned = [...drawing.querySelectorAll("g[transform*=rotate] > rect.outline")];
    expect(turned).toHaveLength(2);
    expect(turned[0]?.parentElement?.getAttribute("transform")).toContain("rotate(-30)");
  });
});
