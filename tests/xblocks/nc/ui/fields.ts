import type { MillingExercise, Feature, Field } from "../../../../xblocks/nc/ui/model";

/** A field around the origin, of cells of 1 mm in a stock 20 mm high. */
export function fieldOf(nx: number, ny: number, heights_um: readonly number[]): Field {
  const bytes = new Uint8Array(new Int32Array(heights_um).buffer);
  return {
    nx,
    ny,
    cell_mm: 1,
    origin_mm: [-nx / 2, -ny / 2],
    top_mm: 0,
    bottom_mm: -20,
    heights_um: btoa(String.fromCharCode(...bytes)),
  };
}

/** A pocket 60 x 40, R6, 6 deep, in the middle. */
export function featureOf(over: Partial<Feature> = {}): Feature {
  return {
    id: "pocket",
    kind: "rectangular-pocket",
    title: { "zh-Hans": "型腔", en: "Pocket" },
    removes: "inside",
    centre_mm: [0, 0],
    size_mm: [60, 40],
    corner_radius_mm: 6,
    angle_deg: 0,
    depth_mm: 6,
    tolerances_mm: { size: 0.1, position: 0.1, depth: 0.05, corner: 0.2 },
    points: 40,
    ...over,
  };
}

/** What a drawing needs of an exercise: a stock of 100 x 80 x 20 and its features. */
export function exerciseOf(features: readonly Feature[], target = fieldOf(1, 1, [0])): MillingExercise {
  const stock = { min_mm: [-50, -40, -20], max_mm: [50, 40, 0] };
  return { stock, features, target } as unknown as MillingExercise;
}
