/** When a tool comes to a place on its way. */

import type { Move, Tool } from "./model";

/** The straight pieces of some moves' ways, seen from above, and when they are gone. */
export interface Way {
  readonly begin_s: number;
  readonly end_s: number;
  /** For each piece: x, y of its start and its end, its times, the tool's radius, and the lowest
   * height of its tip. */
  readonly pieces: Float64Array;
}

const NUMBERS = 8;

/** A tip so much above a height still comes down to it: heights are whole micrometres. */
const SAME_MM = 0.0015;

/** The way of the moves from `first` up to, not including, `end`. */
export function wayBetween(
  moves: readonly Move[],
  first: number,
  end: number,
  tools: readonly Tool[],
): Way {
  const some = moves.slice(first, end);
  const pieces: number[] = [];
  for (const move of some) {
    const tool = tools.find((one) => one.number === move.tool);
    if (tool !== undefined) addPieces(pieces, move, tool.diameter_mm / 2);
  }
  const end_s = (some.at(-1) ?? moves.at(-1))?.t1_s ?? 0;
  return { begin_s: some[0]?.t0_s ?? end_s, end_s, pieces: Float64Array.from(pieces) };
}

function addPieces(pieces: number[], { points, t0_s, t1_s }: Move, radius: number): void {
  const lengths: number[] = [];
  for (let at = 0; at + 5 < points.length; at += 3) {
    const [x0 = 0, y0 = 0, z0 = 0, x1 = 0, y1 = 0, z1 = 0] = points.slice(at, at + 6);
    lengths.push(Math.hypot(x1 - x0, y1 - y0, z1 - z0));
  }
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  let [gone, from_s] = [0, t0_s];
  for (const [number, length] of lengths.entries()) {
    gone += length;
    const to_s = t0_s + (whole > 0 ? gone / whole : 1) * (t1_s - t0_s);
    const [x0 = 0, y0 = 0, z0 = 0, x1 = 0, y1 = 0, z1 = 0] = points.slice(
      3 * number,
      3 * number + 6,
    );
    pieces.push(x0, y0, x1, y1, from_s, to_s, radius, Math.min(z0, z1));
    from_s = to_s;
  }
}

/** When the tool's rim first comes over a place, deep enough to bring it down to a height; straight
 * down it has done its work only at the end. Where no piece comes there, the end of the way. */
export function reachOf({ pieces, begin_s, end_s }: Way, x: number, y: number, z: number): number {
  for (let at = 0; at < pieces.length; at += NUMBERS) {
    if ((pieces[at + 7] as number) > z + SAME_MM) continue;
    const share = shareOf(pieces, at, x, y);
    if (share === null) continue;
    const [from_s, to_s] = [pieces[at + 4] as number, pieces[at + 5] as number];
    return Math.min(Math.max(from_s + share * (to_s - from_s), begin_s), end_s);
  }
  return end_s;
}

/** At which share of a piece the rim comes over a place; null if it does not. */
function shareOf(pieces: Float64Array, at: number, x: number, y: number): number | null {
  const [x0, y0] = [pieces[at] as number, pieces[at + 1] as number];
  const [dx, dy] = [(pieces[at + 2] as number) - x0, (pieces[at + 3] as number) - y0];
  const [px, py, radius] = [x - x0, y - y0, pieces[at + 6] as number];
  const square = dx * dx + dy * dy;
  const away = px * px + py * py - radius * radius;
  if (square < 1e-12) return away <= 0 ? 1 : null;
  const along = px * dx + py * dy;
  const room = along * along - square * away;
  if (room < 0) return null;
  const [enter, leave] = [along - Math.sqrt(room), along + Math.sqrt(room)];
  return leave < 0 || enter > square ? null : Math.max(enter, 0) / square;
}
