import { describe, expect, it } from "vitest";

import { distanceOutside, sectionProfile, sectionY } from "../../../../xblocks/nc/ui/outline";
import { exerciseOf, featureOf, fieldOf } from "./fields";

describe("distanceOutside", () => {
  it.each([
    ["the middle", 0, 0, -20],
    ["a long side", 30, 0, 0],
    ["beyond a short side", 0, 25, 5],
    ["the sharp corner that the radius leaves", 30, 20, 6 * (Math.SQRT2 - 1)],
  ])("measures %s", (_name, x, y, distance) => {
    expect(distanceOutside(featureOf(), x, y)).toBeCloseTo(distance, 9);
  });

  it("turns with the feature", () => {
    const upright = featureOf({ angle_deg: 90 });
    expect(distanceOutside(upright, 0, 30)).toBeCloseTo(0, 9);
    expect(distanceOutside(upright, 20, 0)).toBeCloseTo(0, 9);
  });
});

describe("sectionProfile", () => {
  it("drops to the floor at the pocket's walls", () => {
    const profile = sectionProfile(exerciseOf([featureOf()]), 0);
    expect(profile[0]).toEqual([-50, 0]);
    expect(profile.at(-1)).toEqual([50, 0]);
    expect(profile.map(([, z]) => z)).toEqual([0, 0, -6, -6, 0, 0]);
    const [, left, , right] = profile as [number, number][];
    expect(left?.[0]).toBeCloseTo(-30, 0);
    expect(right?.[0]).toBeCloseTo(30, 0);
  });

  it("leaves a boss standing", () => {
    const boss = featureOf({ kind: "rectangular-boss", removes: "outside" });
    expect(sectionProfile(exerciseOf([boss]), 0).map(([, z]) => z)).toEqual([-6, -6, 0, 0, -6, -6]);
  });

  it("reads a target without features from its field", () => {
    const field = { ...fieldOf(2, 1, [0, -3000]), cell_mm: 50, origin_mm: [-50, -40] as const };
    expect(sectionProfile(exerciseOf([], field), 0).map(([, z]) => z)).toEqual([0, 0, -3, -3]);
  });
});

it("cuts through what is worth the most", () => {
  const features = [featureOf({ points: 10 }), featureOf({ points: 20, centre_mm: [0, 7] })];
  expect(sectionY(exerciseOf(features))).toBe(7);
});
