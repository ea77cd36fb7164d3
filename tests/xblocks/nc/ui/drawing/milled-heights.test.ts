import { describe, expect, it } from "vitest";

import {
  distanceOutside,
  edgesAbove,
  heightsAbove,
  profileOf,
} from "../../../../../xblocks/nc/ui/drawing/milled-heights";
import { exerciseOf, featureOf, fieldOf } from "../fields";
import { holesOf, plateOf } from "./parts";

describe("distanceOutside", () => {
  it.each([
    ["the centre of a pocket", 0, 0, -20],
    ["beside its side", 35, 0, 5],
    ["at its corner's arc", 24 + 6 * Math.SQRT1_2, 14 + 6 * Math.SQRT1_2, 0],
  ])("is right at %s", (_name, x, y, expected) => {
    expect(distanceOutside(featureOf(), x, y)).toBeCloseTo(expected, 9);
  });

  it("is that to the nearest of several holes", () => {
    expect(
      distanceOutside(
        holesOf([
          [0, 0],
          [20, 0],
        ]),
        18,
        0,
      ),
    ).toBeCloseTo(-2, 6);
  });

  it("goes by the lines of a contour", () => {
    const paths = [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [0, 10],
      ],
    ] as const;
    expect(distanceOutside(featureOf({ paths }), 4, 5)).toBeCloseTo(-4);
    expect(distanceOutside(featureOf({ paths }), 13, 5)).toBeCloseTo(3);
  });
});

describe("the line of a section", () => {
  it("has its jumps upright and exactly where the walls are", () => {
    const heightAt = heightsAbove(plateOf([featureOf({ size_mm: [60.2, 40] })]));
    const line = profileOf((x) => heightAt(x, 0), -50, 50);
    expect(line).toHaveLength(6);
    expect(line.slice(1, 3).map(([x]) => Math.round(x * 1000) / 1000)).toEqual([-30.1, -30.1]);
    expect(line.map(([, z]) => z)).toEqual([0, 0, -6, -6, 0, 0]);
  });

  it("follows the point of a drill and a countersink", () => {
    const drill = holesOf([[0, 0]], { floor: { fillet_mm: 0, fall: 0.6, cone: false } });
    const sink = holesOf([[0, 0]], { depth_mm: 4, floor: { fillet_mm: 0, fall: 1, cone: true } });
    expect(heightsAbove(plateOf([drill]))(0, 0)).toBeCloseTo(-12 - 0.6 * 4);
    expect(heightsAbove(plateOf([sink]))(3, 0)).toBeCloseTo(-1);
  });

  it("is that of the field where no features say it", () => {
    const heightAt = heightsAbove(exerciseOf([], fieldOf(2, 1, [-1000, -2000])));
    expect([heightAt(-0.5, 0), heightAt(0.5, 0)]).toEqual([-1, -2]);
  });
});

describe("edges from above", () => {
  it("are not drawn where a feature lies in a deeper one, or beyond the stock", () => {
    const deep = featureOf();
    const inner = featureOf({ id: "in", size_mm: [10, 10], depth_mm: 3 });
    const slot = featureOf({
      id: "slot",
      centre_mm: [50, 0],
      size_mm: [30, 8],
      corner_radius_mm: 4,
    });
    const part = plateOf([deep, inner, slot]);
    const heightAt = heightsAbove(part);
    expect(edgesAbove(inner, heightAt, part)).toEqual([]);
    const xs = edgesAbove(slot, heightAt, part)
      .flat()
      .map(([x]) => x);
    expect(Math.max(...xs)).toBeLessThanOrEqual(50.01);
  });
});
