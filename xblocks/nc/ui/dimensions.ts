/** The sizes and places of milled features in words, for the table of features. */

import { shortNumber } from "../../ui/number";
import type { Allowed, Box, Feature } from "./model";

/** X and Y, in mm. */
export type Plane = readonly [number, number];

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
