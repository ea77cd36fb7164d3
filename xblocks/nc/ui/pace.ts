/** How fast a run is played, and where it stops. */

import type { Exercise, Move } from "./model";
import { SAME_S, blockTimes, firstEndingAfter } from "./timeline";

/** What the operator has set. Overrides are percentages of the programmed rate. */
export interface Pace {
  /** How many times as fast as the machine. */
  readonly speed: number;
  readonly feed_percent: number;
  readonly rapid_percent: number;
  /** All ways at the rate of a rapid. */
  readonly dry: boolean;
  readonly rapid_mm_per_min: number;
}

/** The switches of the machine's panel that make it another run. */
export interface Switches {
  readonly block_skip: boolean;
  readonly optional_stop: boolean;
}

/** The rate of a rapid; of a lathe's along Z. */
export function rapidOf(exercise: Exercise): number {
  return exercise.machining === "turning"
    ? exercise.machine.rapid_mm_per_min.z
    : exercise.machine.rapid_mm_per_min;
}

/** How many seconds of the run pass in one second. The feed override does not act on threads. */
export function rateIn(move: Move, pace: Pace): number {
  switch (move.kind) {
    case "rapid":
      return (pace.speed * pace.rapid_percent) / 100;
    case "feed":
    case "arc":
      return pace.dry
        ? (pace.speed * pace.rapid_percent * hurry(move, pace)) / 100
        : (pace.speed * pace.feed_percent) / 100;
    case "thread":
      return pace.dry ? (pace.speed * pace.rapid_percent * hurry(move, pace)) / 100 : pace.speed;
    default:
      return pace.speed;
  }
}

function hurry(move: Move, { rapid_mm_per_min: rapid }: Pace): number {
  return move.feed_mm_per_min > 0 ? Math.max(1, rapid / move.feed_mm_per_min) : 1;
}

/** How long the whole run takes at this pace; endless where a feed override of 0 holds it. */
export function durationAt(moves: readonly Move[], pace: Pace): number {
  const real = { ...pace, speed: 1 };
  return moves.reduce((sum, move) => {
    const lasts_s = move.t1_s - move.t0_s;
    return lasts_s === 0 ? sum : sum + lasts_s / rateIn(move, real);
  }, 0);
}

/** Where a run comes to. */
export interface Advance {
  readonly time_s: number;
  readonly stopped: boolean;
}

/** Where `elapsed_s` of play lead from a time of the run: up to the next stop at most. */
export function advanced(
  moves: readonly Move[],
  time_s: number,
  elapsed_s: number,
  pace: Pace,
  stops: readonly number[],
): Advance {
  const end_s = nextAfter(stops, time_s) ?? moves.at(-1)?.t1_s ?? 0;
  let [now, left] = [time_s, elapsed_s];
  for (let index = firstEndingAfter(moves, time_s); index < moves.length && now < end_s; index++) {
    const move = moves[index] as Move;
    const until = Math.min(move.t1_s, end_s);
    const rate = rateIn(move, pace);
    if (now + left * rate < until) return { time_s: now + left * rate, stopped: false };
    if (until > now) left -= (until - now) / rate;
    now = Math.max(now, until);
  }
  return { time_s: Math.min(now, end_s), stopped: now >= end_s };
}

/** The first of ascending times after one; null without any. */
export function nextAfter(times: readonly number[], time_s: number): number | null {
  return times.find((time) => time > time_s + SAME_S) ?? null;
}

/** Whenever a block on one of these lines begins, in ascending order. */
export function beginsOf(moves: readonly Move[], lines: ReadonlySet<number>): number[] {
  return moves
    .filter((move, index) => lines.has(move.line) && moves[index - 1]?.line !== move.line)
    .map((move) => move.t0_s);
}

/** Where a run stops besides its end, in ascending order: at stops of the program, at breakpoints,
 * and in single block after every block. */
export function stopsOf(
  moves: readonly Move[],
  breakpoints: ReadonlySet<number>,
  single: boolean,
): number[] {
  const told = moves.filter((move) => move.kind === "stop").map((move) => move.t0_s);
  const all = [...told, ...beginsOf(moves, breakpoints), ...(single ? blockTimes(moves) : [])];
  const end_s = moves.at(-1)?.t1_s;
  if (end_s !== undefined) all.push(end_s);
  return [...new Set(all)].sort((one, other) => one - other);
}
