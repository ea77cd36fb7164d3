import { describe, expect, it } from "vitest";

import { milledDrawing } from "../../../../../xblocks/nc/ui/drawing/milled-drawing";
import {
  type Drawing,
  type Place,
  around,
  boxOf,
  overlap,
  within,
} from "../../../../../xblocks/nc/ui/drawing/paper";
import { turnedDrawing } from "../../../../../xblocks/nc/ui/drawing/turned-drawing";
import { hasWallAt } from "../../../../../xblocks/nc/ui/drawing/turned-outline";
import type { Exercise, Feature, TurningExercise } from "../../../../../xblocks/nc/ui/model";
import type { Language } from "../../../../../xblocks/ui/text";
import { featureOf, fieldOf } from "../fields";
import { holesOf, plateOf, shaftOf, turnedOf } from "./parts";
import views from "./views.json";

const LANGUAGES: readonly Language[] = ["zh-Hans", "en"];

function draw(exercise: Exercise, language: Language): Drawing {
  return exercise.machining === "turning"
    ? turnedDrawing(exercise, language)
    : milledDrawing(exercise, language);
}

/** The sizes with limits that the inspection of a milled feature knows, by its kind. */
function milledSizes(feature: Feature, height: number): string[] {
  const { kind, floor, tolerances_mm: allowed, corner_radius_mm: corner } = feature;
  const rectangle = ["rectangular-pocket", "rectangular-boss"].includes(kind);
  const cone = kind === "countersink" || kind === "chamfered-edge";
  const contour = kind === "contour-pocket" || kind === "contour-boss";
  const open = feature.removes === "inside" && feature.depth_mm >= height;
  return [
    ...(rectangle ? ["length", "width"] : []),
    ...(kind === "slot" ? ["width"] : []),
    ...(rectangle || kind === "slot" || kind === "step" || kind === "face" || contour
      ? []
      : ["size"]),
    ...(kind === "chamfered-edge" || kind === "face" || kind === "step" || contour
      ? []
      : ["position"]),
    ...(rectangle && corner > 0 ? ["corner"] : []),
    ...((floor?.fillet_mm ?? 0) > 0 ? ["fillet"] : []),
    ...(cone ? ["angle"] : open ? [] : ["depth"]),
    ...(contour ? ["profile"] : []),
    ...(allowed.flatness ? ["flatness"] : []),
    ...(allowed.ra_um ? ["ra"] : []),
  ].map((name) => `${feature.id}.${name}`);
}

function turnedSizes({ features, target }: TurningExercise): string[] {
  return features.flatMap((feature) => {
    const isLost = (name: string) =>
      name === "length" && feature.kind !== "length" && !hasWallAt(target, feature.to_z_mm);
    const names = Object.keys(feature.tolerances).filter((name) => !isLost(name));
    return [...names, ...(feature.roughness_um ? ["ra"] : [])].map(
      (name) => `${feature.id}.${name}`,
    );
  });
}

function expectRight(exercise: Exercise): void {
  for (const language of LANGUAGES) {
    const drawing = draw(exercise, language);
    const [width, height] = drawing.sheet;
    const sheet = { x0: 0, y0: 0, x1: width, y1: height };
    const boxes = drawing.labels.map(boxOf);
    const all = [...boxes, ...drawing.strokes.map(({ points }) => around(points))];
    expect(all.filter((box) => !within(box, sheet))).toEqual([]);
    const hit = drawing.labels.filter((_, index) =>
      boxes.some((box, other) => other > index && overlap(box, boxes[index] ?? box)),
    );
    expect(hit.map(({ runs }) => runs)).toEqual([]);
    const due =
      exercise.machining === "turning"
        ? turnedSizes(exercise)
        : exercise.features.flatMap((one) =>
            milledSizes(one, exercise.stock.max_mm[2] - exercise.stock.min_mm[2]),
          );
    const stated = drawing.labels.flatMap(({ sizes }) => sizes);
    expect(stated.filter((size) => !size.includes(".side-")).sort()).toEqual([...due].sort());
  }
}

describe("the drawing of every shipped exercise", () => {
  it.each(Object.keys(views))(
    "%s states each size once, on the sheet, no text over another",
    (name) => {
      expectRight((views as unknown as Record<string, Exercise>)[name] as Exercise);
    },
  );
});

function span(from: Place | undefined, to: Place | undefined): number {
  return Math.hypot((from?.[0] ?? 0) - (to?.[0] ?? 0), (from?.[1] ?? 0) - (to?.[1] ?? 0));
}

describe("a drawing", () => {
  const slot = featureOf({
    id: "slot",
    kind: "slot",
    centre_mm: [20, 0],
    size_mm: [36, 8],
    corner_radius_mm: 4,
  });
  const thread = { nominal_mm: 8, pitch_mm: 1.25, left_hand: false };
  const ring = Array.from({ length: 6 }, (_, index): [number, number] => {
    const angle = 0.3 + (index * Math.PI) / 3;
    return [25 * Math.cos(angle), 25 * Math.sin(angle)];
  });
  it.each([
    ["a pocket with a turned slot in it", [featureOf(), { ...slot, angle_deg: 30 }]],
    [
      "holes on a circle, with a roughness",
      [
        holesOf(ring, {
          tolerances_mm: { ...featureOf().tolerances_mm, ra_um: 1.6, flatness: 0.02 },
        }),
      ],
    ],
    [
      "threads with their core holes",
      [
        holesOf([
          [-30, 20],
          [30, -20],
        ]),
        holesOf(
          [
            [-30, 20],
            [30, -20],
          ],
          { id: "m8", kind: "thread", thread },
        ),
      ],
    ],
    [
      "a countersink",
      [
        holesOf([[0, 0]], {
          kind: "countersink",
          depth_mm: 4,
          floor: { fillet_mm: 0, fall: 1, cone: true },
        }),
      ],
    ],
    [
      "many holes in a table",
      [holesOf(Array.from({ length: 9 }, (_, index) => [index * 9 - 40, (index * index) % 30]))],
    ],
    [
      "a boss with a fit",
      [
        featureOf({
          kind: "rectangular-boss",
          removes: "outside",
          tolerances_mm: { ...featureOf().tolerances_mm, size: [-0.03, 0], fit: "h7" },
        }),
      ],
    ],
    [
      "a face and a deep pocket",
      [
        featureOf({
          id: "face",
          kind: "face",
          size_mm: [120, 100],
          corner_radius_mm: 0,
          depth_mm: 1,
        }),
        featureOf(),
      ],
    ],
  ] as const)("has room for %s", (_name, features) => {
    expectRight(plateOf(features));
  });

  it("has room for a part with its zero at a corner", () => {
    expectRight(plateOf([featureOf({ centre_mm: [50, 40] })], true));
  });

  it("shows a part that only a program describes", () => {
    const target = fieldOf(
      100,
      80,
      Array.from({ length: 8000 }, (_, cell) => (cell % 100 < 30 ? -5000 : 0)),
    );
    const plate = { ...plateOf([]), target };
    expectRight(plate);
    const scale = draw(plate, "en").scale;
    const edges = draw(plate, "en").strokes.filter(
      ({ kind, points: [from, to, ...more] }) =>
        kind === "outline" && more.length === 0 && Math.abs(span(from, to) - scale) < 1e-6,
    );
    expect(edges).toHaveLength(79);
    expectRight(shaftOf([]));
  });

  it("has room for all kinds of turned features", () => {
    const limits = { size: [-0.1, 0.1], width: [-0.1, 0.1], position: [-0.1, 0.1] } as const;
    expectRight(
      shaftOf([
        turnedOf({}),
        turnedOf({
          id: "bore",
          kind: "bore",
          inside: true,
          to_z_mm: -12,
          to_diameter_mm: 16,
          from_diameter_mm: 16,
          fit: "H7",
        }),
        turnedOf({
          id: "groove",
          kind: "groove",
          from_z_mm: -10,
          to_z_mm: -14,
          to_diameter_mm: 24,
          tolerances: limits,
        }),
        turnedOf({
          id: "cone",
          kind: "taper",
          from_z_mm: -30,
          to_z_mm: -50,
          to_diameter_mm: 40,
          tolerances: { angle: [-0.2, 0.2], profile: [-0.05, 0.05] },
        }),
        turnedOf({
          id: "m30",
          kind: "thread",
          pitch_mm: 2,
          tolerances: {
            size: [-0.3, 0],
            pitch_diameter: [-0.2, 0],
            pitch: [0, 0],
            root: [0, 0],
            angle: [-1, 1],
          },
        }),
      ]),
    );
  });
});

describe("what a drawing writes", () => {
  const textsOf = (exercise: Exercise, language: Language = "en"): string[] =>
    draw(exercise, language).labels.flatMap(({ runs }) =>
      runs.map((run) =>
        run.kind === "text"
          ? run.text
          : run.kind === "stack"
            ? `${run.upper}|${run.lower}`
            : run.kind,
      ),
    );

  it("carries the learner's own sizes, the title block and the notes of its language", () => {
    const exercise = plateOf([featureOf({ size_mm: [57, 40], centre_mm: [-10, 5] })]);
    for (const text of [
      "57±0.1",
      "40±0.1",
      "6±0.05",
      "10",
      "5",
      "100",
      "80",
      "20",
      "R6±0.2",
      "plate",
      "A–A",
    ])
      expect(textsOf(exercise)).toContain(text);
    expect(textsOf(exercise, "zh-Hans")).toEqual(
      expect.arrayContaining(["技术要求", "中plate", "材料", "比例"]),
    );
  });

  it("designates threads, fits and chamfers as standards do", () => {
    const fine = { size: [-0.268, -0.032], pitch_diameter: [-0.172, -0.032] } as const;
    const shaft = shaftOf([
      turnedOf({ id: "m20", kind: "thread", to_diameter_mm: 20, pitch_mm: 1.5, tolerances: fine }),
      turnedOf({ id: "fit", fit: "h6", tolerances: { size: [-0.013, 0] } }),
      turnedOf({
        id: "c",
        kind: "taper",
        to_z_mm: -2,
        from_diameter_mm: 26,
        tolerances: { angle: [-1, 1] },
      }),
    ]);
    const texts = textsOf(shaft);
    expect(texts).toEqual(
      expect.arrayContaining(["M20×1.5-6g", "30h6(", "0|-0.013", "C2", "45°±1°"]),
    );
  });
});
