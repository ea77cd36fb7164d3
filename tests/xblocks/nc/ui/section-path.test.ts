import { describe, expect, it } from "vitest";

import type { Move, TurningExercise } from "../../../../xblocks/nc/ui/model";
import { edgesOf, pathOf, wayOf, workspaceOf } from "../../../../xblocks/nc/ui/section-path";

/** A bar of D20 with a quarter of a ball of R10 at its right end. */
const section = [
  [
    [0, 0],
    [-10, 10, 10, 1],
    [-30, 10],
    [-30, 0],
  ],
];
const exercise = {
  stock: { diameter_mm: 20, length_mm: 50, clamped_mm: 20, face_z_mm: 1 },
} as unknown as TurningExercise;

describe("a section", () => {
  it("is filled by closed outlines that begin where they end", () => {
    expect(pathOf(section)).toBe("M-30 0L0 0A10 10 0 0 1 -10 10L-30 10L-30 0Z");
    expect(pathOf([])).toBe("");
  });

  it("has no edge on the axis", () => {
    expect(edgesOf(section)).toBe("M-30 0M0 0A10 10 0 0 1 -10 10L-30 10L-30 0");
  });

  it("turns clockwise where its arcs do", () => {
    expect(pathOf([[[5, 5, 2, -1]]])).toBe("M5 5A2 2 0 0 0 5 5Z");
  });
});

describe("a way", () => {
  it("goes through the tip's places, X being a diameter", () => {
    expect(wayOf({ points: [40, 0, 2, 38, 0, -5] } as unknown as Move)).toBe("M2 20L-5 19");
    expect(wayOf({ points: [] } as unknown as Move)).toBe("");
  });
});

describe("a frame", () => {
  it("holds the jaws, the bar and room for the tool, the axis near its lower edge", () => {
    expect(workspaceOf(exercise)).toBe("-47 -32 78 36");
  });
});
