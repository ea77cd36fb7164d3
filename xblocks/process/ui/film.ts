/** The frames that the browser holds of a run, in order of time; the server may replace their end. */

import type { Frames, PlantEvent, Value } from "./model";

export class Film {
  t: number[] = [];
  events: PlantEvent[] = [];
  private readonly values = new Map<string, Value[]>();
  private alarms: string[] = [];
  private trips: string[] = [];
  private steps: string[] = [];

  /** Put `frames` in the place of everything from scan `from_s` on. */
  replaceFrom(from_s: number, frames: Frames): void {
    const keep = this.count(from_s);
    this.t.length = keep;
    this.t.push(...frames.t);
    for (const [tag, column] of Object.entries(frames.values)) {
      const held = this.values.get(tag) ?? [];
      held.length = keep;
      held.push(...column);
      this.values.set(tag, held);
    }
    this.alarms = [...this.alarms.slice(0, keep), ...frames.alarms];
    this.trips = [...this.trips.slice(0, keep), ...frames.trips];
    this.steps = [...this.steps.slice(0, keep), ...frames.steps];
    this.events = [...this.events.filter(([t_s]) => t_s < from_s), ...frames.events];
  }

  /** What the screen shows at scan `t_s`: the last frame up to it. Null before the first. */
  at(t_s: number): Moment | null {
    const index = this.count(t_s + 1) - 1;
    if (index < 0) return null;
    return {
      t_s: this.t[index] ?? 0,
      value: (tag) => this.values.get(tag)?.[index],
      number: (tag) => Number(this.values.get(tag)?.[index] ?? Number.NaN),
      alarms: this.alarms[index] ?? "",
      trips: this.trips[index] ?? "",
      steps: this.steps[index] ?? "",
    };
  }

  /** A column of numbers up to scan `t_s`, for the trend. */
  column(tag: string, t_s: number): number[] {
    return (this.values.get(tag) ?? []).slice(0, this.count(t_s + 1)).map(Number);
  }

  /** The times up to scan `t_s`. */
  times(t_s: number): number[] {
    return this.t.slice(0, this.count(t_s + 1));
  }

  /** The journal up to scan `t_s`. */
  journal(t_s: number): PlantEvent[] {
    return this.events.filter(([at]) => at <= t_s);
  }

  /** How many frames are before scan `t_s`. */
  private count(t_s: number): number {
    let [low, high] = [0, this.t.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.t[middle] ?? 0) < t_s) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The plant at one scan. */
export interface Moment {
  readonly t_s: number;
  readonly alarms: string;
  readonly trips: string;
  readonly steps: string;
  value(tag: string): Value | undefined;
  number(tag: string): number;
}
