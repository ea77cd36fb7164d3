/** Which dimensions a drawing carries, and on which side and in which row each of them stands. */

import { shortNumber } from "../../ui/number";
import type { Allowed, Box, MillingExercise, Feature } from "./model";

export interface Dimension {
  readonly side: "above" | "below" | "left" | "right";
  /** From where to where along the side's axis, in mm. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** 0 is nearest to the part. */
  readonly row: number;
}

type Unplaced = Omit<Dimension, "row">;

/** X and Y, in mm. */
export type Plane = readonly [number, number];

/** The dimensions of the view from above. Sizes stand below and at the right, positions from the
 * datum above and at the left. */
export function dimensionsAbove(exercise: MillingExercise): Dimension[] {
  const { min_mm: min, max_mm: max } = exercise.stock;
  const drawn: Unplaced[] = [];
  for (const feature of exercise.features) {
    drawn.push(...sizes(feature), ...positions(feature, exercise.stock));
  }
  drawn.push(
    { side: "below", from: min[0], to: max[0], label: shortNumber(max[0] - min[0]) },
    { side: "right", from: min[1], to: max[1], label: shortNumber(max[1] - min[1]) },
  );
  return inRows(drawn);
}

/** The dimensions of the section: the stock's height and each depth once. */
export function dimensionsOfSection(exercise: MillingExercise): Dimension[] {
  const { min_mm: min, max_mm: max } = exercise.stock;
  const depths = exercise.features.map(
    ({ depth_mm: depth, tolerances_mm: { depth: tolerance } }) => ({
      side: "right" as const,
      from: max[2] - depth,
      to: max[2],
      label: withTolerance(depth, tolerance),
    }),
  );
  const whole = {
    side: "left" as const,
    from: min[2],
    to: max[2],
    label: shortNumber(max[2] - min[2]),
  };
  return inRows([...depths, whole]);
}

/** A size with its tolerance: 60±0.1, or 60 +0.021/0 (H7). */
export function withTolerance(size_mm: number, tolerance_mm: Allowed, fit = ""): string {
  const size = shortNumber(size_mm, 3);
  const named = fit === "" ? "" : ` (${fit})`;
  if (typeof tolerance_mm === "number")
    return tolerance_mm > 0 ? `${size}±${shortNumber(tolerance_mm, 3)}${named}` : size;
  const [lower, upper] = tolerance_mm.map(
    (limit) => (limit > 0 ? "+" : "") + shortNumber(limit, 3),
  );
  return `${size} ${upper}/${lower}${named}`;
}

/** Whether a feature is a circle, which carries a diameter instead of a length and a width. */
export function isRound({ size_mm: [length, width], corner_radius_mm: corner }: Feature): boolean {
  return length === width && 2 * corner >= length;
}

/** What is written at the feature: a diameter, a corner radius, the size of what is turned. */
export function leaderOf(feature: Feature): string {
  const { size_mm: size, corner_radius_mm: corner, tolerances_mm: tolerance } = feature;
  if ((feature.callout ?? "") !== "") return feature.callout ?? "";
  if (isRound(feature)) return `⌀${withTolerance(size[0], tolerance.size, tolerance.fit)}`;
  const parts: string[] = [];
  if (isTurned(feature)) parts.push(sizeOf(feature));
  if (feature.kind !== "slot" && corner > 0)
    parts.push(`R${withTolerance(corner, tolerance.corner)}`);
  if (isTurned(feature)) parts.push(`∠${shortNumber(feature.angle_deg)}°`);
  return parts.join(" ");
}

/** A feature's size in words: a diameter, a slot's width, or length and width. */
export function sizeOf(feature: Feature): string {
  const { size_mm: size, tolerances_mm: tolerance } = feature;
  if ((feature.callout ?? "") !== "") return feature.callout ?? "";
  if (isRound(feature)) return `⌀${withTolerance(size[0], tolerance.size, tolerance.fit)}`;
  const allowed = [tolerance.size, tolerance.width ?? tolerance.size];
  const first = feature.kind === "slot" ? 1 : 0;
  return size
    .map((value, axis) => withTolerance(value, allowed[axis] ?? tolerance.size, tolerance.fit))
    .slice(first)
    .join(" × ");
}

/** The points that say where a feature is: its centre, or the centres of a slot's two round ends.
 * An end outside the stock is open and needs no place: null. */
export function anchorsOf(feature: Feature, { min_mm: min, max_mm: max }: Box): (Plane | null)[] {
  const [x, y] = feature.centre_mm;
  if (feature.kind !== "slot") return [[x, y]];
  const angle = (feature.angle_deg * Math.PI) / 180;
  const reach = (feature.size_mm[0] - feature.size_mm[1]) / 2;
  const [dx, dy] = [reach * Math.cos(angle), reach * Math.sin(angle)];
  const ends: Plane[] = [
    [x - dx, y - dy],
    [x + dx, y + dy],
  ];
  const inside = ([u, v]: Plane): boolean => u > min[0] && u < max[0] && v > min[1] && v < max[1];
  return ends.map((end) => (inside(end) ? end : null));
}

/** Whether a feature's sides are not along X and Y. */
function isTurned({ angle_deg: angle }: Feature): boolean {
  return angle % 90 !== 0;
}

function sizes(feature: Feature): Unplaced[] {
  if (isRound(feature) || isTurned(feature) || feature.kind === "face") return [];
  if ((feature.paths ?? null) !== null) return [];
  const [x, y] = feature.centre_mm;
  const upright = feature.angle_deg % 180 !== 0;
  const [length, width] = feature.size_mm;
  const [alongX, alongY] = upright ? [width, length] : [length, width];
  const { size, width: narrow = size, fit } = feature.tolerances_mm;
  const [onX, onY] = upright ? [narrow, size] : [size, narrow];
  const across: Unplaced[] = [
    {
      side: "below",
      from: x - alongX / 2,
      to: x + alongX / 2,
      label: withTolerance(alongX, onX, fit),
    },
    {
      side: "right",
      from: y - alongY / 2,
      to: y + alongY / 2,
      label: withTolerance(alongY, onY, fit),
    },
  ];
  if (feature.kind !== "slot") return across;
  return across.filter(({ side }) => (side === "right") !== upright);
}

function positions(feature: Feature, stock: Box): Unplaced[] {
  const tolerance = feature.tolerances_mm.position;
  const from = (side: Unplaced["side"], to: number): Unplaced[] =>
    Math.abs(to) < 1e-6
      ? []
      : [{ side, from: 0, to, label: withTolerance(Math.abs(to), tolerance) }];
  return anchorsOf(feature, stock)
    .filter((anchor) => anchor !== null)
    .flatMap(([x, y]) => [...from("above", x), ...from("left", y)]);
}

/** Each dimension once, the short ones nearest to the part, so that no lines cross. */
function inRows(dimensions: readonly Unplaced[]): Dimension[] {
  const length = ({ from, to }: Unplaced): number => Math.abs(to - from);
  const sorted = [...dimensions].sort((a, b) => length(a) - length(b));
  const rows = new Map<string, number>();
  const seen = new Set<string>();
  const placed: Dimension[] = [];
  for (const one of sorted) {
    const key = `${one.side} ${one.from} ${one.to} ${one.label}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const row = rows.get(one.side) ?? 0;
    rows.set(one.side, row + 1);
    placed.push({ ...one, row });
  }
  return placed;
}
