/** Where the tool is at a time of the simulated run, and which block is being executed. */

import type { Exercise, Move, Point } from "./model";

export interface Moment {
  readonly move: Move;
  /** Its place in the run. */
  readonly index: number;
  /** The tool's tip; null before the first movement. */
  readonly position_mm: Point | null;
}

/** The axes of the position display, each with its place in a point. */
export type Axes = readonly (readonly [string, number])[];

const MILLING: Axes = [
  ["X", 0],
  ["Y", 1],
  ["Z", 2],
];
const TURNING: Axes = MILLING.filter(([axis]) => axis !== "Y");

/** The axes that a machine has. */
export function axesOf({ machining }: Pick<Exercise, "machining">): Axes {
  return machining === "turning" ? TURNING : MILLING;
}

/** The moment `time_s` of a run; null if nothing was executed. At the border of two moves it is the
 * later one, which is about to begin. */
export function momentAt(moves: readonly Move[], time_s: number): Moment | null {
  if (moves.length === 0) return null;
  const index = Math.min(firstEndingAfter(moves, time_s), moves.length - 1);
  const move = moves[index] as Move;
  return { move, index, position_mm: positionIn(move, time_s) ?? lastPosition(moves, index) };
}

/** The index of the first move that ends after `time_s`, found by halving. */
export function firstEndingAfter(moves: readonly Move[], time_s: number): number {
  let [low, high] = [0, moves.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moves[middle] as Move).t1_s > time_s) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The tip in the midst of a move, at a constant speed along its points. */
function positionIn(move: Move, time_s: number): Point | null {
  const count = move.points.length / 3;
  if (count === 0) return null;
  const duration = move.t1_s - move.t0_s;
  const share = duration > 0 ? Math.min(Math.max((time_s - move.t0_s) / duration, 0), 1) : 1;
  let rest = share * lengthOf(move);
  for (let at = 0; at < count - 1; at++) {
    const [from, to] = [pointAt(move, at), pointAt(move, at + 1)];
    const length = distance(from, to);
    if (rest <= length && length > 0) return between(from, to, rest / length);
    rest -= length;
  }
  return pointAt(move, count - 1);
}

function lastPosition(moves: readonly Move[], before: number): Point | null {
  for (let index = before - 1; index >= 0; index--) {
    const move = moves[index] as Move;
    if (move.points.length > 0) return pointAt(move, move.points.length / 3 - 1);
  }
  return null;
}

function pointAt({ points }: Move, index: number): Point {
  const [x = 0, y = 0, z = 0] = points.slice(3 * index, 3 * index + 3);
  return [x, y, z];
}

function distance(from: Point, to: Point): number {
  return Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
}

function between(from: Point, to: Point, share: number): Point {
  const along = (axis: 0 | 1 | 2): number => from[axis] + share * (to[axis] - from[axis]);
  return [along(0), along(1), along(2)];
}

function lengthOf(move: Move): number {
  let length = 0;
  for (let index = 1; index < move.points.length / 3; index++) {
    length += distance(pointAt(move, index - 1), pointAt(move, index));
  }
  return length;
}

/** The times at which the blocks of the program begin, and the end of the run. */
export function blockTimes(moves: readonly Move[]): number[] {
  const starts = moves.filter((move, index) => move.line !== moves[index - 1]?.line);
  const end = moves.at(-1)?.t1_s;
  const times = starts.map((move) => move.t0_s);
  return end === undefined ? [] : [...new Set([...times, end])];
}

/** A hair's breadth of time: two moments closer than this are one. */
export const SAME_S = 1e-6;

/** Where a single block forwards (1) or back (-1) leads from `time_s`. */
export function stepFrom(times: readonly number[], time_s: number, direction: 1 | -1): number {
  const next =
    direction === 1
      ? times.find((time) => time > time_s + SAME_S)
      : times.findLast((time) => time < time_s - SAME_S);
  return next ?? (direction === 1 ? (times.at(-1) ?? 0) : (times[0] ?? 0));
}

/** When the block on a line begins for the first time; null if it never moves or waits. */
export function timeOfLine(moves: readonly Move[], line: number): number | null {
  return moves.find((move) => move.line === line)?.t0_s ?? null;
}
