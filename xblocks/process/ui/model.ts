/** What the server hands to the process screen (xblocks/process: exercise.py, frames.py, run.py). */

import type { Text } from "../../ui/text";

export interface Tag {
  readonly tag: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly decimals: number;
  readonly text: Text;
  readonly normal: readonly [number, number] | null;
}

export interface Controller {
  readonly tag: string;
  readonly measurement: string;
  readonly valve: string;
  readonly text: Text;
}

export interface Switch {
  readonly tag: string;
  readonly text: Text;
}

export interface AlarmLimit {
  readonly id: string;
  readonly tag: string;
  readonly level: "HH" | "H" | "L" | "LL";
  readonly limit: number;
  readonly priority: number;
}

export interface Interlock {
  readonly id: string;
  readonly text: Text;
}

export interface Plant {
  readonly id: string;
  readonly title: Text;
  readonly tags: readonly Tag[];
  readonly controllers: readonly Controller[];
  readonly switches: readonly Switch[];
  readonly alarms: readonly AlarmLimit[];
  readonly interlocks: readonly Interlock[];
}

export interface StepText {
  readonly id: string;
  readonly text: Text;
  readonly weight: number;
}

export interface Exercise {
  readonly title: Text;
  readonly brief: Text;
  readonly speeds: readonly number[];
  readonly freeze: boolean;
  readonly pens: readonly string[];
  readonly timeout_s: number;
  readonly out_of: number;
  readonly groups: readonly { readonly title: Text; readonly steps: readonly StepText[] }[];
  readonly quality: readonly { readonly text: Text; readonly weight: number }[];
  readonly safety: readonly { readonly text: Text; readonly deduction: number }[];
  readonly plant: Plant;
}

export type Value = number | string;
export type Action = readonly [t_s: number, tag: string, value: Value];
export type PlantEvent = readonly [t_s: number, subject: string, what: string, detail: string];

/** One column an instrument; one character for each alarm, interlock and step. */
export interface Frames {
  readonly t: readonly number[];
  readonly values: Readonly<Record<string, readonly Value[]>>;
  readonly alarms: readonly string[];
  readonly trips: readonly string[];
  readonly steps: readonly string[];
  readonly events: readonly PlantEvent[];
}

export interface Ended {
  readonly t_s: number;
  readonly why: "success" | "fail" | "timeout";
  readonly rule: string;
}

export interface Chunk {
  readonly from_s: number;
  readonly until_s: number;
  readonly frames: Frames;
  readonly ended: Ended | null;
}

export interface Begun {
  readonly run_id: string;
  readonly history: Frames | null;
  readonly chunk: Chunk;
}

/** The states of an alarm (engine/alarms.py). */
export const UNACKNOWLEDGED = "1";
export const RETURNED = "3";

/** The states of a step (scoring.py). */
export const READY = "1";
export const DONE = "2";
export const OUT_OF_ORDER = "3";
