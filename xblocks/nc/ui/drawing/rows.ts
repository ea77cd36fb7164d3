/** Linear dimensions in rows beside a view: the short ones nearest, so that no dimension line is
 * crossed by another's, and no writing by any line if there is room. */

import { type Run, heightOf, labelled, widthOf } from "./lettering";
import { datumAt } from "./datum-sign";
import {
  type Ink,
  type Label,
  type Place,
  type Stroke,
  NOTHING,
  arrow,
  line,
  together,
} from "./paper";

export type Side = "above" | "below" | "left" | "right";

/** A size along a side of a view, in mm on the sheet. */
export interface Linear {
  readonly from: number;
  readonly to: number;
  /** Where its extension lines begin across the side, from the view's edge: at `from`, at `to`. */
  readonly feet: readonly [number, number];
  readonly runs: readonly Run[];
  readonly exact?: boolean;
  readonly sizes?: readonly string[];
  /** The datum that its middle or one of its ends is. */
  readonly datum?: { readonly letter: string; readonly at: "from" | "middle" | "to" };
}

interface Placed extends Linear {
  readonly row: number;
  /** Where the writing begins and ends along the side. */
  readonly text: readonly [number, number];
}

const FIRST_ROW = 10;
/** From one row to the next: more where deviations stand one above the other. */
const ROW = { plain: 7, stacked: 9 } as const;
const PAST = 2;
const ARROW_ROOM = 7;
const OUTSIDE_ARROW = 6;
const GAP = 1;
/** How far beyond the dimension line the sign of a datum stands that is one end of it. */
const DATUM_PAST = 4.5;

/** How far the dimensions of a side reach from the view. */
export function reachOf(dimensions: readonly Linear[]): number {
  if (dimensions.length === 0) return 3;
  const last = placed(dimensions).reduce((most, one) => Math.max(most, one.row), 0);
  return FIRST_ROW + pitchOf(dimensions) * last + 8;
}

function pitchOf(dimensions: readonly Linear[]): number {
  const isStacked = dimensions.some(({ runs }) => runs.some(({ kind }) => kind === "stack"));
  return isStacked ? ROW.stacked : ROW.plain;
}

/** The dimensions beside a view whose edge on that side is at `edge`; `more` is how much farther
 * than usual the first row stands. */
export function rowsAt(side: Side, edge: number, dimensions: readonly Linear[], more = 0): Ink {
  const outwards = side === "above" || side === "left" ? -1 : 1;
  const pitch = pitchOf(dimensions);
  const drawn = placed(dimensions).map((one) => {
    const at = edge + outwards * (FIRST_ROW + more + pitch * one.row);
    return inkOf(side, { edge, at, outwards }, one);
  });
  return together(...drawn);
}

/** Equal ones are one: it states the sizes of both. One without limits is dropped beside one that
 * has them. */
export function merged(dimensions: readonly Linear[]): Linear[] {
  const kept = new Map<string, Linear>();
  const near = (value: number): string => value.toFixed(3);
  for (const one of dimensions) {
    const [low, high] = [Math.min(one.from, one.to), Math.max(one.from, one.to)];
    const stated = (one.sizes ?? []).length > 0;
    const places = `${near(low)} ${near(high)}`;
    const key = stated ? `${places} ${JSON.stringify(one.runs)}` : places;
    const before = kept.get(key);
    const sizes = [...(before?.sizes ?? []), ...(one.sizes ?? [])];
    kept.set(key, { ...one, ...before, sizes });
  }
  const all = [...kept.values()];
  const isStated = (plain: Linear): boolean =>
    all.some((one) => one !== plain && (one.sizes ?? []).length > 0 && isSame(one, plain));
  return all.filter((one) => (one.sizes ?? []).length > 0 || !isStated(one));
}

function isSame(a: Linear, b: Linear): boolean {
  const ends = ({ from, to }: Linear): [number, number] => [Math.min(from, to), Math.max(from, to)];
  const [one, other] = [ends(a), ends(b)];
  return Math.abs(one[0] - other[0]) < 1e-3 && Math.abs(one[1] - other[1]) < 1e-3;
}

function placed(dimensions: readonly Linear[]): Placed[] {
  const length = ({ from, to }: Linear): number => Math.abs(to - from);
  const sorted = merged(dimensions).sort((a, b) => length(a) - length(b));
  const done: Placed[] = [];
  for (const one of sorted) done.push(inRow(one, done));
  return done.map((one) => withFreeText(one, done));
}

/** The nearest row with room for it, beyond every shorter one that it spans. */
function inRow(one: Linear, done: readonly Placed[]): Placed {
  const options = textOptions(one).map((text) => {
    let row = 0;
    const taken = coverOf(one, text);
    for (const other of done) {
      const [low, high] = coverOf(other, other.text);
      if (low < taken[1] + GAP && taken[0] < high + GAP) row = Math.max(row, other.row + 1);
    }
    return { ...one, row, text };
  });
  return options.reduce((best, option) => (option.row < best.row ? option : best));
}

/** In the middle of the dimension line, or beyond one end of a short one. */
function textOptions(one: Linear): Place[] {
  const width = widthOf(one.runs);
  const [low, high] = [Math.min(one.from, one.to), Math.max(one.from, one.to)];
  const middle = (low + high) / 2;
  if (high - low >= width + 1) return [[middle - width / 2, middle + width / 2]];
  const away = OUTSIDE_ARROW + GAP;
  return [
    [high + away, high + away + width],
    [low - away - width, low - away],
  ];
}

function isInside({ from, to }: Linear, [low, high]: Place): boolean {
  return low >= Math.min(from, to) && high <= Math.max(from, to);
}

/** What a dimension takes of its row, with its arrows and its writing. */
function coverOf(one: Linear, text: Place): Place {
  const [low, high] = [Math.min(one.from, one.to), Math.max(one.from, one.to)];
  const over = arrowsInside(one) ? 0 : OUTSIDE_ARROW;
  return [Math.min(low - over, text[0] - GAP), Math.max(high + over, text[1] + GAP)];
}

function arrowsInside({ from, to }: Linear): boolean {
  return Math.abs(to - from) >= ARROW_ROOM;
}

/** Its writing moved along the line from where the extension lines of farther rows pass. */
function withFreeText(one: Placed, all: readonly Placed[]): Placed {
  if (!isInside(one, one.text)) return one;
  const crossing = all
    .filter((other) => other.row > one.row)
    .flatMap((other) => [other.from, other.to]);
  const width = one.text[1] - one.text[0];
  const [low, high] = [Math.min(one.from, one.to) + 0.5, Math.max(one.from, one.to) - 0.5];
  const middle = one.text[0];
  const starts = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6].map(
    (step) => middle + step * width * 0.2,
  );
  const free = starts.find(
    (start) =>
      start >= low &&
      start + width <= high &&
      !crossing.some((at) => at > start - GAP && at < start + width + GAP),
  );
  return free === undefined ? one : { ...one, text: [free, free + width] };
}

// -- ink ------------------------------------------------------------------------------------------

/** Across a side: the view's edge, the dimension line, and which way is away from the view. */
interface Across {
  readonly edge: number;
  readonly at: number;
  readonly outwards: number;
}

function inkOf(side: Side, { edge, at, outwards }: Across, one: Placed): Ink {
  const upright = side === "left" || side === "right";
  const turn = ([along, across]: Place): Place => (upright ? [across, along] : [along, across]);
  const strokes: Stroke[] = [one.from, one.to].map((along, index) =>
    line("thin", turn([along, edge + (one.feet[index] ?? 0)]), turn([along, at + outwards * PAST])),
  );
  strokes.push(...dimensionLine(one, at, turn));
  const labels = [labelOf(one, at, upright)];
  return together({ strokes, labels }, datumInk(one, { edge, at, outwards }, turn));
}

/** A datum's sign at an end of the dimension: in line with it if its middle is the datum, else
 * farther out on the extension line. */
function datumInk(
  { datum, from, to }: Placed,
  { at, outwards }: Across,
  turn: (place: Place) => Place,
): Ink {
  if (datum === undefined) return NOTHING;
  const along = datum.at === "to" ? to : datum.at === "from" || to < from ? from : to;
  const out = Math.sign(along - (from + to) / 2);
  const across = datum.at === "middle" ? at : at + outwards * DATUM_PAST;
  const longer = line("thin", turn([along, at]), turn([along, across + outwards * PAST]));
  return together(
    { strokes: [longer], labels: [] },
    datumAt(turn([along, across]), turn([out, 0]), datum.letter),
  );
}

function dimensionLine(one: Placed, at: number, turn: (place: Place) => Place): Stroke[] {
  const [low, high] = [Math.min(one.from, one.to), Math.max(one.from, one.to)];
  const inside = arrowsInside(one);
  const over = inside ? 0 : OUTSIDE_ARROW;
  const ends: Place = [Math.min(low - over, one.text[0]), Math.max(high + over, one.text[1])];
  const out = inside ? 1 : -1;
  return [
    line("thin", turn([ends[0], at]), turn([ends[1], at])),
    arrow(turn([low, at]), turn([-out, 0])),
    arrow(turn([high, at]), turn([out, 0])),
  ];
}

/** Above the line, or left of an upright one, read from the right. */
function labelOf(one: Placed, at: number, upright: boolean): Label {
  const away = heightOf(one.runs) / 2 + (one.exact === true ? 1 : 0.5);
  const place: Place = upright ? [at - away, one.text[1]] : [one.text[0], at - away];
  return labelled(place, one.runs, {
    upwards: upright,
    exact: one.exact ?? false,
    sizes: one.sizes ?? [],
  });
}
