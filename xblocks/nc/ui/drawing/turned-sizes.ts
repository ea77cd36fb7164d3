/** Which sizes the drawing of a turned part states: lengths from the face, and what is written at
 * leaders. Every size with a limit is stated once. */

import { shortNumber } from "../../../ui/number";
import type { TurnedFeature, TurningExercise } from "../model";
import type { CalloutLine } from "./callouts";
import { type Run, framed, rough, sized, written } from "./lettering";
import { hasWallAt } from "./turned-outline";

/** A length along the axis. */
export interface AxialSize {
  readonly from_z: number;
  readonly to_z: number;
  readonly inside: boolean;
  readonly runs: readonly Run[];
  readonly exact: boolean;
  readonly sizes: readonly string[];
}

const CHAMFER_MM = 3;

/** Whether a feature's own zone holds it where it begins. */
function isHeldAt(feature: TurnedFeature, z: number): boolean {
  const isZoned = feature.kind === "arc" || (feature.kind === "taper" && !isChamfer(feature));
  return isZoned && Math.abs(feature.from_z_mm - z) < 1e-6;
}

/** Whether a taper is a chamfer: short, and at 45°. */
export function isChamfer(feature: TurnedFeature): boolean {
  if (feature.kind !== "taper") return false;
  const [length, height] = riseOf(feature);
  return Math.abs(length - Math.abs(height)) < 1e-6 && length <= CHAMFER_MM;
}

/** How long a taper is, and how much its radius grows from left to right. */
function riseOf(feature: TurnedFeature): readonly [number, number] {
  const { from_z_mm: z1, to_z_mm: z0, from_diameter_mm: d1, to_diameter_mm: d0 } = feature;
  return [z1 - z0, (d1 - d0) / 2];
}

/** The lengths from the right face, and those that are stated from elsewhere. */
export function axialSizes({ features, target }: TurningExercise, face_z: number): AxialSize[] {
  return features.flatMap((feature): AxialSize[] => {
    const { id, kind, inside, tolerances: allowed, to_z_mm: to, from_z_mm: from } = feature;
    const length = (end: number, name: string | null, exact = false): AxialSize => ({
      from_z: face_z,
      to_z: end,
      inside,
      runs: sized(Math.abs(face_z - end), name === null ? undefined : allowed[name]),
      exact,
      sizes: name === null ? [] : [`${id}.${name}`],
    });
    switch (kind) {
      case "cylinder":
      case "bore":
        return hasWallAt(target, to)
          ? [length(to, "length")]
          : [
              length(
                to,
                null,
                features.some((other) => isHeldAt(other, to)),
              ),
            ];
      case "groove":
        return [length(from, "position")];
      case "taper":
        return isChamfer(feature) ? [] : [length(to, null, true)];
      case "arc":
        return [length(to, null, true)];
      case "thread":
        return [length(to, null)];
      case "length":
        return [
          { ...length(to, "length"), from_z: from, runs: sized(from - to, allowed["length"]) },
        ];
      case "face":
        return [];
    }
  });
}

/** What is written at a feature's leader, line by line. */
export function turnedLines(feature: TurnedFeature, datum: string): CalloutLine[] {
  const surface = feature.roughness_um
    ? [{ runs: rough(feature.roughness_um), sizes: [`${feature.id}.ra`] }]
    : [];
  const profile = feature.tolerances["profile"];
  const zone = profile === undefined ? 0 : profile[1] - profile[0];
  const form =
    zone > 0
      ? [{ runs: framed("⌒", shortNumber(zone, 3), [datum]), sizes: [`${feature.id}.profile`] }]
      : [];
  return [...shapeLines(feature), ...form, ...surface];
}

function shapeLines(feature: TurnedFeature): CalloutLine[] {
  const { id, kind, tolerances: allowed, to_diameter_mm: diameter } = feature;
  const of = (...names: string[]): string[] => names.map((name) => `${id}.${name}`);
  const across = sized(diameter, allowed["size"], { before: "⌀", fit: feature.fit ?? "" });
  switch (kind) {
    case "face":
      return [
        {
          runs: sized(feature.from_z_mm, allowed["position"], { before: "Z" }),
          sizes: of("position"),
        },
      ];
    case "cylinder":
    case "bore":
      return [{ runs: across, sizes: of("size") }];
    case "groove": {
      const width = sized(feature.from_z_mm - feature.to_z_mm, allowed["width"]);
      return [{ runs: [...width, ...written("×"), ...across], sizes: of("width", "size") }];
    }
    case "arc":
      return [
        {
          runs: sized(feature.radius_mm, allowed["radius"], { before: "R" }),
          sizes: of("radius"),
        },
      ];
    case "taper":
      return taperLines(feature);
    case "thread":
      return threadLines(feature);
    case "length":
      return [];
  }
}

function taperLines(feature: TurnedFeature): CalloutLine[] {
  const { id, tolerances: allowed } = feature;
  const [length, rise] = riseOf(feature);
  const half = (Math.atan2(Math.abs(rise), length) * 180) / Math.PI;
  const sizes = [`${id}.angle`];
  const angle = sized(half, allowed["angle"], { after: "°" });
  if (isChamfer(feature))
    return [{ runs: written(`C${shortNumber(length, 3)}`) }, { runs: angle, sizes }];
  const ratio = written(`▷1:${shortNumber(length / (2 * Math.abs(rise)), 3)}`);
  return [{ runs: ratio }, { runs: [...written("α/2="), ...angle], sizes }];
}

const THREAD_SIZES = ["size", "pitch_diameter", "pitch", "root", "angle"] as const;

/** A thread by its designation if its limits are those of 6g or 6H, else by its limits. */
function threadLines(feature: TurnedFeature): CalloutLine[] {
  const { id, tolerances: allowed, to_diameter_mm: crest, pitch_mm: pitch, inside } = feature;
  const nominal = inside ? crest + 1.082532 * pitch : crest;
  const name = `M${shortNumber(nominal, 1)}×${shortNumber(pitch)}`;
  const of = (names: readonly string[]): string[] => names.map((one) => `${id}.${one}`);
  const grade = gradeOf(feature);
  if (grade !== "") return [{ runs: written(`${name}-${grade}`), sizes: of(THREAD_SIZES) }];
  const form = THREAD_SIZES.filter((one) => one !== "size" && one !== "pitch_diameter");
  return [
    { runs: written(name), sizes: of(form) },
    {
      runs: sized(crest, allowed["size"], { before: inside ? "D1 ⌀" : "d ⌀" }),
      sizes: of(["size"]),
    },
    {
      runs: sized(
        crest + (inside ? 1 : -1) * (inside ? 0.433013 : 0.649519) * pitch,
        allowed["pitch_diameter"],
        {
          before: inside ? "D2 ⌀" : "d2 ⌀",
        },
      ),
      sizes: of(["pitch_diameter"]),
    },
  ];
}

/** 6g of a thread outside whose crests have the limits of ISO 965-1, 6H of one inside, or "". */
function gradeOf({ tolerances: allowed, pitch_mm: pitch, inside }: TurnedFeature): string {
  const [lower = 0, upper = 0] = allowed["size"] ?? [];
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.006;
  const below = -(15 + 11 * pitch) / 1000;
  const width = (180 * pitch ** (2 / 3) - 3.15 / Math.sqrt(pitch)) / 1000;
  const bore = (pitch <= 0.8 ? 433 * pitch - 190 * pitch ** 1.22 : 230 * pitch ** 0.7) / 1000;
  if (inside) return near(lower, 0) && near(upper, bore) ? "6H" : "";
  return near(upper, below) && near(lower, below - width) ? "6g" : "";
}
