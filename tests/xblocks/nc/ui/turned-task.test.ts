import { describe, expect, it } from "vitest";

import type { TurnedFeature, TurningExercise } from "../../../../xblocks/nc/ui/model";
import { turnedTask } from "../../../../xblocks/nc/ui/turned-task";

const text = (en: string) => ({ "zh-Hans": `中${en}`, en });

function featureOf(over: Partial<TurnedFeature>): TurnedFeature {
  return {
    id: "d30",
    kind: "cylinder",
    title: text("step"),
    inside: false,
    from_z_mm: 0,
    to_z_mm: -25,
    from_diameter_mm: 30,
    to_diameter_mm: 30,
    radius_mm: 0,
    pitch_mm: 0,
    tolerances: { size: [-0.033, 0], length: [-0.1, 0.1] },
    points: 20,
    ...over,
  };
}

function taskOf(over: Partial<TurningExercise>, language: "zh-Hans" | "en" = "en") {
  const exercise = {
    machine: { rapid_mm_per_min: { x: 4000, z: 8000 } },
    stock: { diameter_mm: 50, bore_mm: 0, length_mm: 120, clamped_mm: 40, section: [] },
    tools: [],
    features: [],
    target: [],
    ...over,
  } as unknown as TurningExercise;
  return turnedTask(exercise, language);
}

describe("the features of a turned part", () => {
  const row = (over: Partial<TurnedFeature>, language: "zh-Hans" | "en" = "en") =>
    taskOf({ features: [featureOf(over)] }, language).features.rows[0];

  it("have their place, diameters and limits", () => {
    expect(row({})).toEqual(["step", "0 → -25", "⌀30", "diameter -0.033/0; length ±0.1"]);
    expect(row({}, "zh-Hans")?.[3]).toBe("直径 -0.033/0；长度 ±0.1");
  });

  it("say what is particular to their kind", () => {
    const taper = { to_diameter_mm: 40, tolerances: { angle: [-0.2, 0.2] } } as const;
    expect(row(taper)?.slice(2)).toEqual(["⌀30 → ⌀40", "angle ±0.2°"]);
    expect(row({ kind: "arc", to_diameter_mm: 40, radius_mm: 5 })?.[2]).toBe("⌀30 → ⌀40, R5");
    expect(row({ kind: "thread", pitch_mm: 1.5, inside: true })?.[2]).toBe("inside ⌀30 × 1.5");
    expect(row({ kind: "bore", inside: true })?.[2]).toBe("⌀30");
    expect(row({ kind: "face", to_z_mm: 0 })?.slice(1, 3)).toEqual(["0", "–"]);
  });
});

describe("the turret and the bar", () => {
  it("name each tool with its nose, its tip and what it stands", () => {
    const tool = { number: 2, name: text("finisher"), orientation: 3, nose_radius_mm: 0.4 };
    const windows = { surface_speed_m_per_min: [100, 250], feed_mm_per_turn: null } as const;
    const tools = [{ ...tool, ...windows, insert: [], holder: [] }];
    expect(taskOf({ tools }).tools.rows).toEqual([
      ["T0202", "finisher", "R0.4", "3", "100–250", "–"],
    ]);
  });

  it("tell a tube from a bar", () => {
    expect(taskOf({}).stock).toBe("bar D50 x 120, 40 held");
    const tube = { diameter_mm: 50, bore_mm: 20, length_mm: 120, clamped_mm: 40, section: [] };
    const stock = tube as unknown as TurningExercise["stock"];
    expect(taskOf({ stock }, "zh-Hans").stock).toBe("管料 φ50/φ20 × 120，夹持 40");
    expect(taskOf({}).rapid).toBe("X 4000, Z 8000");
  });
});
