/** What the server tells the screen: the exercise a learner may see, and a simulated program. */

import type { Remark } from "../../ui/attempt";
import type { Text } from "../../ui/text";
import type { Writing } from "./writing";

/** Millimetres in the workpiece frame (G54): X right, Y away from the operator, Z up. */
export type Point = readonly [number, number, number];

export interface Field {
  readonly nx: number;
  readonly ny: number;
  readonly cell_mm: number;
  /** The left front corner; the centre of cell (i, j) is half a cell further. */
  readonly origin_mm: readonly [number, number];
  readonly top_mm: number;
  readonly bottom_mm: number;
  /** Base64 of int32, little-endian, row by row from the front. */
  readonly heights_um: string;
}

export interface Box {
  readonly min_mm: Point;
  readonly max_mm: Point;
}

export interface Tool {
  readonly number: number;
  readonly name: Text;
  /** The name of the shape; what matters for drawing is a ball, or the cone of a point. */
  readonly shape: string;
  readonly diameter_mm: number;
  readonly flute_length_mm: number;
  readonly shank_diameter_mm: number;
  readonly holder_diameter_mm: number;
  readonly stick_out_mm: number;
  /** Null where the learner is to find it. */
  readonly length_mm: number | null;
  /** A point narrows from the tool's diameter to the tip's over the tip's length; 0: no point. */
  readonly tip_diameter_mm: number;
  readonly tip_length_mm: number;
}

export type FeatureKind =
  | "rectangular-pocket"
  | "step"
  | "face"
  | "round-pocket"
  | "hole"
  | "hole-pattern"
  | "slot"
  | "ring-groove"
  | "contour-pocket"
  | "contour-boss"
  | "rectangular-boss"
  | "round-boss"
  | "countersink"
  | "chamfered-edge"
  | "thread";

/** Plus or minus one number, or the lower and the upper limit. */
export type Allowed = number | readonly [number, number];

export interface Tolerances {
  readonly size: Allowed;
  /** Of a rectangle's width, where it isn't that of its length. */
  readonly width?: Allowed;
  /** The fit that the size's limits come from, such as H7. */
  readonly fit?: string;
  readonly position: number;
  readonly depth: Allowed;
  readonly corner: number;
  /** How far the floor may be from level. */
  readonly flatness?: number | null;
  /** The width of the zone about a contour. */
  readonly profile?: number;
  /** Of a cone, in degrees. */
  readonly angle?: number;
  readonly ra_um?: number | null;
}

/** A feature's outline is a rounded rectangle, turned about its centre, unless it has `paths`. */
export interface Feature {
  readonly id: string;
  readonly kind: FeatureKind;
  readonly title: Text;
  readonly removes: "inside" | "outside";
  readonly centre_mm: readonly [number, number];
  readonly size_mm: readonly [number, number];
  readonly corner_radius_mm: number;
  readonly angle_deg: number;
  readonly depth_mm: number;
  readonly tolerances_mm: Tolerances;
  readonly points: number;
  /** Closed lines, where the outline is no rounded rectangle. */
  readonly paths?: readonly (readonly (readonly [number, number])[])[] | null;
  /** What the drawing writes at it besides its dimensions, such as M8×1.25. */
  readonly callout?: string;
  /** The centres of equal circles, where it is some. */
  readonly places_mm?: readonly (readonly [number, number])[] | null;
  /** Where a cone begins below the stock's top. */
  readonly from_depth_mm?: number;
  /** A fillet at the wall; or how much it falls a mm from the wall, and whether it is all cone. */
  readonly floor?: { readonly fillet_mm: number; readonly fall: number; readonly cone: boolean };
  readonly thread?: {
    readonly nominal_mm: number;
    readonly pitch_mm: number;
    readonly left_hand: boolean;
  } | null;
  /** The corners of a contour: [x, y] at the end of a line, [x, y, radius] at that of an arc. */
  readonly corners_mm?: readonly (readonly number[])[] | null;
}

export interface Stock extends Box {
  readonly size_mm: Point;
  readonly material: { readonly id: string; readonly name: Text };
}

export interface Clamp extends Box {
  readonly name: Text;
}

interface AnyMachine {
  readonly name: Text;
  readonly max_feed_mm_per_min: number;
  readonly max_spindle_rpm: number;
  readonly tool_change_s: number;
  readonly decimal: "calculator" | "micrometre";
}

export interface Machine extends AnyMachine {
  readonly limits_mm: Readonly<Record<"x" | "y" | "z", readonly [number, number]>>;
  readonly rapid_mm_per_min: number;
}

/** What every exercise shows, milled or turned. */
interface AnyExercise extends Writing {
  /** The learner's own, so that of their variant and place. */
  readonly seed: number;
  readonly title: Text;
  readonly brief: Text;
  readonly rubric: readonly {
    readonly id: string;
    readonly title: Text;
    readonly out_of: number;
    /** What is to be known before writing; null for most. */
    readonly note?: Text | null;
  }[];
  readonly out_of: number;
  readonly cycle_time_s: { readonly full: number; readonly none: number } | null;
  /** How rough surfaces may be that have no limit of their own; null if none is asked for. */
  readonly roughness_um?: number | null;
  readonly skeleton: string;
  /** Null where all offsets are given. */
  readonly offsets: AskedOffsets | null;
}

export interface MillingExercise extends AnyExercise {
  readonly machining: "milling";
  readonly machine: Machine;
  readonly stock: Stock;
  readonly clamps: readonly Clamp[];
  readonly tools: readonly Tool[];
  readonly features: readonly Feature[];
  readonly target: Field;
}

/** Places are [z, r] in the workpiece frame, r a radius; the drawing's sizes are diameters. */
export interface TurningExercise extends AnyExercise {
  readonly machining: "turning";
  readonly machine: Lathe;
  readonly stock: Bar;
  readonly obstacles: readonly { readonly name: Text; readonly section: Section }[];
  readonly tools: readonly LatheTool[];
  readonly features: readonly TurnedFeature[];
  readonly target: Section;
}

export type Exercise = MillingExercise | TurningExercise;

/** What the learner has to find: coordinate systems and tools, with the axes of each. */
export interface AskedOffsets {
  readonly work: readonly string[];
  readonly work_axes: readonly string[];
  readonly tools: readonly number[];
  readonly tool_axes: readonly string[];
}

/** What the learner entered, mm by coordinate system and by tool number. */
export interface Offsets {
  readonly work: Readonly<Record<string, readonly number[]>>;
  readonly tools: Readonly<Record<string, readonly number[]>>;
}

/** Closed outlines as the corners where their lines, [z, r], or arcs, [z, r, radius, turn], end;
 * turn is 1 counter-clockwise. The last corner is where the outline begins. */
export type Outline = readonly (readonly number[])[];
export type Section = readonly Outline[];

export interface Lathe extends AnyMachine {
  readonly rapid_mm_per_min: Readonly<Record<"x" | "z", number>>;
}

export interface Bar {
  readonly diameter_mm: number;
  readonly bore_mm: number;
  readonly length_mm: number;
  readonly face_z_mm: number;
  readonly clamped_mm: number;
  readonly section: Section;
  readonly material: { readonly id: string; readonly name: Text };
}

/** Its outlines are drawn from the programmed point. */
export interface LatheTool {
  readonly number: number;
  readonly name: Text;
  readonly orientation: number;
  readonly nose_radius_mm: number;
  /** From the least to the greatest; null where nothing is demanded. */
  readonly surface_speed_m_per_min: readonly [number, number] | null;
  readonly feed_mm_per_turn: readonly [number, number] | null;
  readonly insert: Outline;
  readonly holder: Outline;
}

export interface TurnedFeature {
  readonly id: string;
  readonly kind: "face" | "cylinder" | "bore" | "taper" | "arc" | "groove" | "thread" | "length";
  readonly title: Text;
  readonly inside: boolean;
  readonly from_z_mm: number;
  readonly to_z_mm: number;
  readonly from_diameter_mm: number;
  readonly to_diameter_mm: number;
  readonly radius_mm: number;
  readonly pitch_mm: number;
  /** Lower and upper deviation of each size. */
  readonly tolerances: Readonly<Record<string, readonly [number, number]>>;
  readonly roughness_um?: number | null;
  /** The fit that the diameter's limits come from, such as h6. */
  readonly fit?: string;
  readonly points: number;
}

export interface Move {
  readonly kind: "rapid" | "feed" | "arc" | "thread" | "dwell" | "tool" | "stop";
  readonly line: number;
  /** x, y, z, x, y, z, … of the tool's tip, from where the move starts; empty if nothing moves. On
   * a lathe x is a diameter and y is 0. */
  readonly points: readonly number[];
  readonly t0_s: number;
  readonly t1_s: number;
  readonly tool: number;
  readonly feed_mm_per_min: number;
  /** Negative: the spindle turns backwards (M04). */
  readonly spindle_rpm: number;
}

export interface Simulation {
  readonly readable: boolean;
  readonly alarms: readonly Remark[];
  readonly findings: readonly Remark[];
  readonly moves: readonly Move[];
  readonly thinned: boolean;
  readonly cycle_time_s: number;
  readonly removed_mm3: number;
}

export interface MillingSimulation extends Simulation {
  readonly part: Field;
  /** What comes off in turn, packed; `changes` is how often a cell is lowered. */
  readonly removal: { readonly changes: number; readonly chunks: readonly string[] };
  readonly target: Field;
  readonly tolerance_um: number;
}

/** During the move at this place of the run, some entries of the section, from a place on, give way
 * to others. The entries are the corners of each outline and an empty one after it. */
export type TurnedStage = readonly [
  move: number,
  at: number,
  gone: number,
  corners: readonly (readonly number[])[],
];

export interface TurningSimulation extends Simulation {
  readonly part: Section;
  readonly removal: readonly TurnedStage[];
}
