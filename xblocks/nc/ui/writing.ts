/** What the server tells about writing for a control, and about a program that is being written
 * (xblocks/nc/writing_view.py, checking.py). */

import type { Remark } from "../../ui/attempt";
import type { Text } from "../../ui/text";

export interface Code {
  readonly code: string;
  readonly title: Text;
  /** The number of its modal group; "00": it holds for one block only; "M": an M code. */
  readonly group: string;
  readonly help: Text | null;
  readonly example: string;
}

/** What words of these letters say beside any of the codes; without codes, otherwise. */
export interface WordMeaning {
  readonly letters: readonly string[];
  readonly codes: readonly string[];
  readonly text: Text;
}

export interface Skeleton {
  readonly name: string;
  readonly title: Text;
  readonly blocks: string;
}

/** What helps to write for a control. */
export interface Writing {
  readonly codes: readonly Code[];
  readonly addresses: readonly string[];
  readonly words: readonly WordMeaning[];
  readonly skeletons: readonly Skeleton[];
}

/** What is in force after a line; the numbers are as the program would say them. */
export interface LineState {
  readonly line: number;
  readonly codes: readonly string[];
  readonly tool: number;
  readonly offset: number;
  readonly feed: number;
  readonly feed_mode: string;
  readonly speed: number;
  readonly spindle: string;
  readonly coolant: string;
  readonly position: readonly number[];
  readonly times: number;
}

/** What the handler `check` answers; of each line what changed since the one before. */
export interface Check {
  readonly alarms: readonly Remark[];
  readonly lines: readonly (Partial<LineState> & { readonly line: number })[];
  readonly unfinished: boolean;
}
