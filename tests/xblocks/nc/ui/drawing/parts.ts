import type {
  Feature,
  MillingExercise,
  TurnedFeature,
  TurningExercise,
} from "../../../../../xblocks/nc/ui/model";
import { featureOf } from "../fields";

const named = (en: string) => ({ "zh-Hans": `中${en}`, en });

/** A plate of 100 x 80 x 20 about the origin, or with G54 at its left front corner. */
export function plateOf(features: readonly Feature[], corner = false): MillingExercise {
  const min_mm = corner ? [0, 0, -20] : [-50, -40, -20];
  const max_mm = corner ? [100, 80, 0] : [50, 40, 0];
  const material = { id: "steel", name: named("steel") };
  const stock = { min_mm, max_mm, size_mm: [100, 80, 20], material };
  const plate = { machining: "milling", title: named("plate"), stock, features };
  return plate as unknown as MillingExercise;
}

/** A chord every few degrees. */
export function circleOf([x, y]: readonly [number, number], diameter: number): [number, number][] {
  return Array.from({ length: 60 }, (_, index) => {
    const angle = (index * Math.PI) / 30;
    return [x + (diameter / 2) * Math.cos(angle), y + (diameter / 2) * Math.sin(angle)];
  });
}

/** Holes of diameter 8, 12 deep. */
export function holesOf(
  places: readonly (readonly [number, number])[],
  over: Partial<Feature> = {},
): Feature {
  const mean = (axis: 0 | 1) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  return featureOf({
    id: "holes",
    kind: "hole-pattern",
    centre_mm: [mean(0), mean(1)],
    depth_mm: 12,
    corner_radius_mm: 0,
    places_mm: places,
    paths: places.map((place) => circleOf(place, 8)),
    floor: { fillet_mm: 0, fall: 0, cone: false },
    ...over,
  });
}

export function turnedOf(over: Partial<TurnedFeature>): TurnedFeature {
  return {
    id: "d30",
    kind: "cylinder",
    title: named("step"),
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

/** A bar of diameter 50 and length 100, with a step of 30 to Z-25 and a bore of 16 to Z-12. */
export const STEPPED = [
  [
    [-99, 0],
    [-99, 25],
    [-25, 25],
    [-25, 15],
    [0, 15],
    [0, 8],
    [-12, 8],
    [-12, 0],
  ].reverse(),
];

export function shaftOf(features: readonly TurnedFeature[], target = STEPPED): TurningExercise {
  const material = { id: "steel", name: named("steel") };
  const stock = {
    diameter_mm: 50,
    bore_mm: 0,
    length_mm: 100,
    face_z_mm: 1,
    clamped_mm: 40,
    section: target,
    material,
  };
  const shaft = { machining: "turning", title: named("shaft"), stock, features, target };
  return shaft as unknown as TurningExercise;
}
