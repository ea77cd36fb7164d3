/** What is written at features with a leader: blocks of lines in a column beside a view or on a
 * shelf above it, in the order of what they point to, so that their leaders do not cross. */

import { type Run, heightOf, labelled, widthOf } from "./lettering";
import { type Ink, type Label, type Place, type Stroke, arrow, dot, line } from "./paper";

export interface CalloutLine {
  readonly runs: readonly Run[];
  readonly sizes?: readonly string[];
  readonly exact?: boolean;
}

export interface Callout {
  /** Where the leader ends at the feature. */
  readonly tip: Place;
  /** An arrow on an edge, a dot on a surface; or nothing where `strokes` have their own arrows. */
  readonly end: "arrow" | "dot" | "none";
  readonly lines: readonly CalloutLine[];
}

const LINE_GAP = 1;
const BLOCK_GAP = 4;
const LANDING = 3;
/** What points to places so level goes from left to right, so that its leaders do not cross. */
const LEVEL = 2;
/** How far above what it points to a block in a column begins, if it can. */
const RISE = 14;

/** The blocks in a column that begins at x, between two heights of the sheet. */
export function columnAt(x: number, [top, bottom]: Place, callouts: readonly Callout[]): Ink {
  const sorted = [...callouts].sort((a, b) => {
    const down = a.tip[1] - b.tip[1];
    return Math.abs(down) > LEVEL ? down : a.tip[0] - b.tip[0];
  });
  const heights = sorted.map((one) => blockHeight(one) + BLOCK_GAP);
  const starts = spread(
    sorted.map(({ tip }) => tip[1] - RISE),
    heights,
    [top, bottom],
  );
  return inkOf(
    sorted.map((one, index) => {
      const y = starts[index] ?? top;
      const first = y + heightOf(one.lines[0]?.runs ?? []) + LINE_GAP / 2;
      const width = widthOf(one.lines[0]?.runs ?? []);
      const way: Place[] = [one.tip, [x - LANDING, first], [x + width, first]];
      return { way, end: one.end, labels: blockAt([x, y], one) };
    }),
  );
}

/** The blocks side by side, standing on a shelf at height y between two places along it. */
export function shelfAt(y: number, [left, right]: Place, callouts: readonly Callout[]): Ink {
  const sorted = [...callouts].sort((a, b) => a.tip[0] - b.tip[0]);
  const widths = sorted.map((one) => blockWidth(one) + BLOCK_GAP);
  const starts = spread(
    sorted.map(({ tip }, index) => tip[0] - (widths[index] ?? 0) / 2),
    widths,
    [left, right],
  );
  return inkOf(
    sorted.map((one, index) => {
      const x = starts[index] ?? left;
      const width = blockWidth(one);
      const over = Math.min(Math.max(one.tip[0], x), x + width);
      const way: Place[] = [one.tip, [over, y], [over === x ? x + width : x, y]];
      if (over !== x && over !== x + width) way.push([x + width, y]);
      return { way, end: one.end, labels: blockAt([x, y - blockHeight(one)], one) };
    }),
  );
}

/** How wide the widest of a callout's lines is. */
export function blockWidth({ lines }: Callout): number {
  return Math.max(0, ...lines.map(({ runs }) => widthOf(runs)));
}

export function blockHeight({ lines }: Callout): number {
  return lines.reduce((sum, { runs }) => sum + heightOf(runs) + LINE_GAP, 0);
}

/** How long the blocks are side by side. */
export function shelfLength(callouts: readonly Callout[]): number {
  return callouts.reduce((sum, one) => sum + blockWidth(one) + BLOCK_GAP, 0);
}

/** Where stretches of these lengths begin if each is as near as can be to where it wants to begin,
 * in this order, none over another and all between two ends if there is room. */
export function spread(
  wanted: readonly number[],
  lengths: readonly number[],
  [low, high]: Place,
): number[] {
  const groups: { start: number; length: number; count: number }[] = [];
  wanted.forEach((start, index) => {
    groups.push({ start, length: lengths[index] ?? 0, count: 1 });
    for (;;) {
      const [before, last] = [groups.at(-2), groups.at(-1)];
      if (before === undefined || last === undefined) break;
      if (before.start + before.length <= last.start) break;
      const count = before.count + last.count;
      const pulled = last.start - before.length;
      groups.splice(-2, 2, {
        start: (before.start * before.count + pulled * last.count) / count,
        length: before.length + last.length,
        count,
      });
    }
  });
  const free = groups.flatMap(({ start, count }, group) => {
    const first = groups.slice(0, group).reduce((sum, one) => sum + one.count, 0);
    return Array.from({ length: count }, (_, index) => {
      const before = lengths.slice(first, first + index);
      return start + before.reduce((sum, one) => sum + one, 0);
    });
  });
  return inBounds(free, lengths, low, high);
}

function inBounds(
  starts: readonly number[],
  lengths: readonly number[],
  low: number,
  high: number,
): number[] {
  const held = [...starts];
  let end = high;
  for (let index = held.length - 1; index >= 0; index -= 1) {
    held[index] = Math.min(held[index] ?? 0, end - (lengths[index] ?? 0));
    end = held[index] ?? 0;
  }
  let start = low;
  for (let index = 0; index < held.length; index += 1) {
    held[index] = Math.max(held[index] ?? 0, start);
    start = (held[index] ?? 0) + (lengths[index] ?? 0);
  }
  return held;
}

// -- ink ------------------------------------------------------------------------------------------

interface Block {
  readonly way: readonly Place[];
  readonly end: Callout["end"];
  readonly labels: readonly Label[];
}

function inkOf(blocks: readonly Block[]): Ink {
  return {
    strokes: blocks.flatMap(({ way, end }) => leader(way, end)),
    labels: blocks.flatMap((one) => one.labels),
  };
}

function leader(way: readonly Place[], end: Callout["end"]): Stroke[] {
  const [tip, next] = way;
  const strokes = [line("thin", ...way)];
  if (tip === undefined || next === undefined || end === "none") return strokes;
  const head = end === "dot" ? dot(tip) : arrow(tip, [tip[0] - next[0], tip[1] - next[1]]);
  return [...strokes, head];
}

function blockAt([x, y]: Place, { lines }: Callout): Label[] {
  let at = y;
  return lines.map(({ runs, sizes = [], exact = false }) => {
    const height = heightOf(runs);
    const label = labelled([x, at + height / 2], runs, { sizes, exact });
    at += height + LINE_GAP;
    return label;
  });
}
