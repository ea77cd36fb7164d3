/** A graded attempt as the server hands it to the browser (xblocks/attempt.py). */

import type { Text } from "./text";

export interface Remark {
  readonly id: string;
  readonly message: Text;
  readonly cost: number;
  readonly line: number | null;
  readonly column: number | null;
  readonly end_column: number | null;
  readonly at_s: number | null;
}

/** A row of an inspection report; `lower` and `upper` are the limits of what was measured. */
export interface Measurement {
  readonly id: string;
  readonly title: Text;
  readonly nominal: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly measured: number;
  readonly unit: string;
  readonly passed: boolean;
  readonly at_least: boolean;
  readonly line: number | null;
  readonly at_mm: readonly number[] | null;
}

export interface Mark {
  readonly id: string;
  readonly title: Text;
  readonly points: number;
  readonly out_of: number;
  readonly remarks: readonly Remark[];
  /** Left out where nothing was measured. */
  readonly measurements?: readonly Measurement[];
}

export interface GradedAttempt {
  readonly id: string;
  readonly evidence: {
    readonly kind: string;
    readonly digest: string;
    readonly engine: string;
    readonly seed: number;
    readonly input: unknown;
  };
  readonly points: number;
  readonly out_of: number;
  readonly marks: readonly Mark[];
  readonly remarks: readonly Remark[];
  /** Why the server left out what marks are lost for, if it did. */
  readonly withheld?: "after-last" | "marks-only";
}

export interface AttemptSummary {
  readonly id: string;
  readonly points: number;
  readonly out_of: number;
}

/** What the handler `submit` answers. */
export type Submitted =
  | {
      readonly attempt: GradedAttempt;
      readonly attempts: readonly AttemptSummary[];
      /** The reference solution, where the policy shows it now. */
      readonly solution: string | null;
    }
  | { readonly refused: readonly Remark[] };

/** How many attempts are left; null: no limit. */
export function attemptsLeft(limit: number | null, made: number): number | null {
  return limit === null ? null : Math.max(0, limit - made);
}
