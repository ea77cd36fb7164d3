/** Which sizes the drawing of a milled part states, and whether at the view or at a leader. Every
 * size with a limit is stated once. Places are those of the part, in mm. */

import { shortNumber } from "../../../ui/number";
import type { Language } from "../../../ui/text";
import type { Box, Feature } from "../model";
import type { CalloutLine } from "./callouts";
import { type Run, framed, rough, sized, small, written } from "./lettering";
import { diameterOf } from "./milled-heights";
import type { Place } from "./paper";
import { sheetTexts as texts } from "./texts";

/** A size along X or Y of the view from above. */
export interface PlanSize {
  readonly axis: 0 | 1;
  readonly from: number;
  readonly to: number;
  readonly runs: readonly Run[];
  readonly exact: boolean;
  readonly sizes: readonly string[];
  /** From where to where the feature reaches across the axis, at each end; null at the origin. */
  readonly across?: readonly [Place | null, Place | null];
  /** Where the extension lines begin across the axis; null at the edge of the view. */
  readonly feet: readonly [number | null, number | null];
  /** The feature's middle across the axis. */
  readonly middle: number;
}

/** A size with its extension lines beginning at the feature's side that is toward one of the
 * view's. */
export function feetTo(size: PlanSize, side: "above" | "below" | "left" | "right"): PlanSize {
  const index = side === "above" || side === "right" ? 1 : 0;
  const foot = (reach: Place | null | undefined): number | null => reach?.[index] ?? null;
  return { ...size, feet: [foot(size.across?.[0]), foot(size.across?.[1])] };
}

/** Whether a feature is one circle, or several equal ones. */
export function isRound({ places_mm: places }: Feature): boolean {
  return (places ?? null) !== null;
}

/** Whether its sides are not along X and Y. */
function isTurned({ angle_deg: angle }: Feature): boolean {
  return angle % 90 !== 0;
}

/** Whether it is a rounded rectangle whose sides the view dimensions. */
function isPlain(feature: Feature): boolean {
  return !isRound(feature) && !feature.paths && !isTurned(feature) && feature.kind !== "face";
}

// -- at the view ----------------------------------------------------------------------------------

/** Length, width and place of each feature, from the origin of G54. */
export function planSizes(features: readonly Feature[], stock: Box): PlanSize[] {
  return features.flatMap((feature) => [
    ...(isPlain(feature) ? sidesOf(feature, stock) : []),
    ...placesOf(feature, stock),
  ]);
}

/** From where to where a plain feature reaches along an axis. */
function reachOf(feature: Feature, axis: 0 | 1): Place {
  const upright = feature.angle_deg % 180 !== 0;
  const size = feature.size_mm[upright ? 1 - axis : axis] ?? 0;
  const centre = feature.centre_mm[axis];
  return [centre - size / 2, centre + size / 2];
}

/** Its lengths across; of a side that alone lies in the stock, its place. */
function sidesOf(feature: Feature, stock: Box): PlanSize[] {
  const upright = feature.angle_deg % 180 !== 0;
  const { size, width = size, fit = "", position } = feature.tolerances_mm;
  return ([0, 1] as const).flatMap((axis): PlanSize[] => {
    const across = upright !== (axis === 1);
    if (feature.kind === "slot" && !across) return [];
    const reach = reachOf(feature, axis);
    const inside = reach.filter((at) => isInside(at, axis, stock));
    const name = across ? "width" : "length";
    const sizes = [`${feature.id}.${name}`];
    if (inside.length === 2) {
      const runs = sized(reach[1] - reach[0], across ? width : size, { fit });
      const beside = straightOf(feature, axis, stock);
      const across_mm = [beside, beside] as const;
      return [
        { ...plain(feature, axis), from: reach[0], to: reach[1], runs, sizes, across: across_mm },
      ];
    }
    return inside
      .filter((at) => at !== 0)
      .map((at) => ({
        ...plain(feature, axis),
        from: 0,
        to: at,
        runs: sized(Math.abs(at), position),
        sizes: [`${feature.id}.side-${axis}`],
      }));
  });
}

function plain(
  feature: Feature,
  axis: 0 | 1,
): Pick<PlanSize, "axis" | "exact" | "feet" | "middle"> {
  return { axis, exact: false, feet: [null, null], middle: feature.centre_mm[axis === 0 ? 1 : 0] };
}

/** From where to where the straight sides run that a size along an axis is between. */
function straightOf(feature: Feature, axis: 0 | 1, { min_mm: min, max_mm: max }: Box): Place {
  const other = axis === 0 ? 1 : 0;
  const [low, high] = reachOf(feature, other);
  const corner = feature.corner_radius_mm;
  return [Math.max(low + corner, min[other]), Math.min(high - corner, max[other])];
}

function isInside(at: number, axis: 0 | 1, { min_mm: min, max_mm: max }: Box): boolean {
  return at > min[axis] + 1e-6 && at < max[axis] - 1e-6;
}

/** Theoretically exact places of centres; a pair about the origin as the distance between them. */
function placesOf(feature: Feature, stock: Box): PlanSize[] {
  if (circleOf(feature) !== null) return alongAxes([feature.centre_mm]);
  if (isRound(feature)) return isTabled(feature) ? [] : alongAxes(feature.places_mm ?? []);
  if (feature.kind === "face" || feature.paths) return [];
  if (feature.kind === "slot") return slotPlaces(feature, stock);
  const held = ([0, 1] as const).filter(
    (axis) => isTurned(feature) || reachOf(feature, axis).every((at) => isInside(at, axis, stock)),
  );
  return alongAxes([feature.centre_mm])
    .filter(({ axis }) => held.includes(axis))
    .map((size) => ({ ...size, across: [null, reachOf(feature, size.axis === 0 ? 1 : 0)] }));
}

/** The places of a slot's round ends, or across it that of its middle if both are open. */
function slotPlaces(feature: Feature, stock: Box): PlanSize[] {
  const ends = slotEnds(feature, stock);
  if (ends.length > 0) return alongAxes(ends);
  const across = feature.angle_deg % 180 === 0 ? 1 : 0;
  return alongAxes([feature.centre_mm])
    .filter(({ axis }) => axis === across)
    .map((size) => ({ ...size, across: [null, null] }));
}

/** Exact places along both axes; extension lines begin at the outermost of those in line. */
function alongAxes(places: readonly Place[]): PlanSize[] {
  return ([0, 1] as const).flatMap((axis) => {
    const other = axis === 0 ? 1 : 0;
    const all = [...new Set(places.map((place) => Number(place[axis].toFixed(4))))];
    const inLine = (at: number): Place | null => {
      const found = places.filter((place) => Math.abs(place[axis] - at) < 1e-3);
      const ends = found.map((place) => place[other]);
      return ends.length === 0 ? null : [Math.min(...ends), Math.max(...ends)];
    };
    const exact = (from: number, to: number): PlanSize => ({
      axis,
      from,
      to,
      runs: written(shortNumber(Math.abs(to - from), 3)),
      exact: true,
      sizes: [],
      across: [from === 0 ? null : inLine(from), inLine(to)],
      feet: [null, null],
      middle: places.reduce((sum, place) => sum + place[other], 0) / places.length,
    });
    return all
      .filter((at) => at !== 0 && !(at < 0 && all.includes(-at)))
      .map((at) => (all.includes(-at) ? exact(-at, at) : exact(0, at)));
  });
}

/** The centres of a slot's round ends that lie in the stock. */
export function slotEnds(feature: Feature, { min_mm: min, max_mm: max }: Box): Place[] {
  const [x, y] = feature.centre_mm;
  const angle = (feature.angle_deg * Math.PI) / 180;
  const reach = (feature.size_mm[0] - feature.size_mm[1]) / 2;
  const [dx, dy] = [reach * Math.cos(angle), reach * Math.sin(angle)];
  const ends: Place[] = [
    [x - dx, y - dy],
    [x + dx, y + dy],
  ];
  return ends.filter(([u, v]) => u > min[0] && u < max[0] && v > min[1] && v < max[1]);
}

/** The diameter of the circle on which three or more places are evenly spread, or null. */
export function circleOf({ places_mm: places, centre_mm: centre }: Feature): number | null {
  if (!places || places.length < 3) return null;
  const radii = places.map(([x, y]) => Math.hypot(x - centre[0], y - centre[1]));
  const angles = places
    .map(([x, y]) => Math.atan2(y - centre[1], x - centre[0]))
    .sort((a, b) => a - b);
  const step = (2 * Math.PI) / places.length;
  const even = angles.every(
    (angle, index) => index === 0 || Math.abs(angle - (angles[index - 1] ?? 0) - step) < 1e-4,
  );
  const radius = radii[0] ?? 0;
  return even && radii.every((one) => Math.abs(one - radius) < 1e-3) ? 2 * radius : null;
}

/** From X to the first place on a circle, in degrees; nothing if one is on X. */
function firstAngle({ places_mm: places, centre_mm: centre }: Feature): string {
  const angles = (places ?? []).map(([x, y]) => {
    const angle = (Math.atan2(y - centre[1], x - centre[0]) * 180) / Math.PI;
    return Number(((angle + 360) % 360).toFixed(4)) % 360;
  });
  const least = Math.min(...angles);
  return least === 0 ? "" : ` ∠${shortNumber(least, 3)}°`;
}

// -- at a leader ----------------------------------------------------------------------------------

export interface CalloutNeeds {
  readonly language: Language;
  readonly datums: readonly string[];
  /** The stock's height: what is as deep is open. */
  readonly height_mm: number;
  /** The features whose depth a section states. */
  readonly sectioned: ReadonlySet<string>;
  /** The number of the feature's first point on the view. */
  readonly firstPoint: number;
}

/** What is written at a feature's leader, line by line; nothing if its dimensions say all. */
export function calloutLines(feature: Feature, needs: CalloutNeeds): CalloutLine[] {
  return [
    ...shapeLines(feature, needs),
    ...depthLine(feature, needs),
    ...toleranceLines(feature, needs),
  ];
}

function shapeLines(
  feature: Feature,
  { language, height_mm: height }: CalloutNeeds,
): CalloutLine[] {
  const { id, tolerances_mm: allowed, corner_radius_mm: corner } = feature;
  const lines: CalloutLine[] = [];
  const add = (runs: readonly Run[], ...sizes: string[]): void => {
    lines.push({ runs, sizes: sizes.map((name) => `${id}.${name}`) });
  };
  if (feature.thread) add(threadRuns(feature), "size");
  else if (feature.floor?.cone) add(coneRuns(feature), "size", "angle");
  else if (isRound(feature)) {
    const open = feature.removes === "inside" && feature.depth_mm >= height;
    add([...roundRuns(feature), ...written(open ? ` ${texts.through[language]}` : "")], "size");
  } else if (feature.kind === "ring-groove") add(ringRuns(feature), "size");
  else if (isTurned(feature) && !feature.paths)
    add(turnedRuns(feature), ...(feature.kind === "slot" ? [] : ["length"]), "width");
  const circle = circleOf(feature);
  if (circle !== null) {
    const even = `⌀${shortNumber(circle, 3)} ${texts.even[language]}${firstAngle(feature)}`;
    lines.push({ runs: written(even), exact: true });
  }
  if (!isRound(feature) && !feature.paths && feature.kind !== "slot" && corner > 0)
    add(sized(corner, allowed.corner, { before: "R" }), "corner");
  if ((feature.floor?.fillet_mm ?? 0) > 0) {
    const before = `${texts.floorRadius[language]}R`;
    add(sized(feature.floor?.fillet_mm ?? 0, allowed.corner, { before }), "fillet");
  }
  return lines;
}

function countOf({ places_mm: places }: Feature): string {
  const count = places?.length ?? 1;
  return count > 1 ? `${count}×` : "";
}

function threadRuns(feature: Feature): Run[] {
  const {
    nominal_mm: nominal = 0,
    pitch_mm: pitch = 0,
    left_hand: left = false,
  } = feature.thread ?? {};
  const hand = left ? "-LH" : "";
  return written(`${countOf(feature)}M${shortNumber(nominal)}×${shortNumber(pitch)}-6H${hand}`);
}

function coneRuns(feature: Feature): Run[] {
  const { floor, tolerances_mm: allowed, depth_mm: depth, from_depth_mm: from = 0 } = feature;
  const fall = floor?.fall ?? 1;
  const width = (depth - from) / fall;
  const angle = (2 * Math.atan(1 / fall) * 180) / Math.PI;
  const cone = sized(angle, allowed.angle, { after: "°" });
  if (feature.kind === "countersink") {
    const diameter = sized(2 * width, allowed.size, { before: `${countOf(feature)}⌵⌀` });
    return [...diameter, ...written("×"), ...cone];
  }
  const isEven = Math.abs(angle - 90) < 1e-6;
  const half = sized(angle / 2, allowed.angle, { after: "°" });
  const chamfer = sized(width, allowed.size, { before: isEven ? "C" : "" });
  return isEven ? chamfer : [...chamfer, ...written("×"), ...half];
}

function roundRuns(feature: Feature): Run[] {
  const { size, fit = "" } = feature.tolerances_mm;
  return sized(diameterOf(feature), size, { before: `${countOf(feature)}⌀`, fit });
}

function ringRuns(feature: Feature): Run[] {
  const [outer = [], inner = []] = feature.paths ?? [];
  const radius = ([point]: readonly (readonly [number, number])[]): number =>
    point === undefined
      ? 0
      : Math.hypot(point[0] - feature.centre_mm[0], point[1] - feature.centre_mm[1]);
  const [out, within] = [radius(outer), radius(inner)];
  const { size, fit = "" } = feature.tolerances_mm;
  return [...written(`⌀${shortNumber(out + within, 3)} × `), ...sized(out - within, size, { fit })];
}

function turnedRuns(feature: Feature): Run[] {
  const { size, width = size, fit = "" } = feature.tolerances_mm;
  const across = sized(feature.size_mm[1], width, { fit });
  const angle = written(` ∠${shortNumber(feature.angle_deg)}°`);
  if (feature.kind === "slot") return [...across, ...angle];
  return [...sized(feature.size_mm[0], size, { fit }), ...written(" × "), ...across, ...angle];
}

function depthLine(
  feature: Feature,
  { sectioned, height_mm: height }: CalloutNeeds,
): CalloutLine[] {
  const { depth_mm: depth, id, tolerances_mm: allowed } = feature;
  const isOpen = feature.removes === "inside" && depth >= height;
  if (isOpen || sectioned.has(id) || feature.floor?.cone) return [];
  return [{ runs: sized(depth, allowed.depth, { before: "↧" }), sizes: [`${id}.depth`] }];
}

function toleranceLines(
  feature: Feature,
  { datums, firstPoint: first }: CalloutNeeds,
): CalloutLine[] {
  const { id, tolerances_mm: allowed } = feature;
  const lines: CalloutLine[] = [];
  const isCone = feature.floor?.cone ?? false;
  const isContour = feature.kind === "contour-pocket" || feature.kind === "contour-boss";
  if (isContour)
    lines.push({
      runs: framed("⌒", shortNumber(allowed.profile ?? 0.1, 3), datums),
      sizes: [`${id}.profile`],
    });
  else if (feature.kind !== "face" && feature.kind !== "step" && !(isCone && !isRound(feature)))
    lines.push({
      runs: framed("⌖", `⌀${shortNumber(2 * allowed.position, 3)}`, datums),
      sizes: [`${id}.position`],
    });
  if (allowed.flatness)
    lines.push({ runs: framed("⏥", shortNumber(allowed.flatness, 3)), sizes: [`${id}.flatness`] });
  if (allowed.ra_um) lines.push({ runs: rough(allowed.ra_um), sizes: [`${id}.ra`] });
  return [...lines, ...pointLines(feature, first)];
}

/** So many different places along one axis are dimensioned; of more there is a table. */
const MOST_PLACES = 4;

/** Whether the places of equal circles are numbered, and listed in a table. */
function isTabled(feature: Feature): boolean {
  if (circleOf(feature) !== null) return false;
  const places = feature.places_mm ?? [];
  return ([0, 1] as const).some(
    (axis) => new Set(places.map((place) => place[axis].toFixed(4))).size > MOST_PLACES,
  );
}

/** The points that are numbered on the view and listed with their coordinates: the corners of a
 * contour, or the places of many holes. */
export function numberedPoints(feature: Feature): readonly (readonly number[])[] {
  return feature.corners_mm ?? (isTabled(feature) ? (feature.places_mm ?? []) : []);
}

function pointLines(feature: Feature, first: number): CalloutLine[] {
  return numberedPoints(feature).map(([x = 0, y = 0, radius], index) => {
    const place = `P${first + index} X${shortNumber(x, 3)} Y${shortNumber(y, 3)}`;
    return { runs: small(radius === undefined ? place : `${place} R${shortNumber(radius, 3)}`) };
  });
}
