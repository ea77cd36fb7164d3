/** Asks the server what is wrong with a program, a moment after each change. */

import { type Call, Refused, Unreachable } from "../../ui/server";
import type { Offsets } from "./model";
import type { Check } from "./writing";

const PAUSE_MS = 400;

/** What is asked about; offsets where the learner has to find them. */
export interface Question {
  readonly program: string;
  readonly offsets?: Offsets;
}

/** One question at a time; the answer to a text that has changed since is dropped, and no answer is
 * none: whoever simulates or submits is told when the server can't be reached. */
export class Checker {
  private wanted: Question | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = false;
  private stopped = false;

  constructor(
    private readonly call: Call,
    private readonly tell: (answer: Check) => void,
    private readonly pauseMs = PAUSE_MS,
  ) {}

  /** Ask after a pause in the changes. */
  change(question: Question): void {
    this.wanted = question;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.ask();
    }, this.pauseMs);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    const question = this.wanted;
    if (this.asking || question === undefined) return;
    this.wanted = undefined;
    this.asking = true;
    const answer = await this.answerTo(question);
    this.asking = false;
    if (this.stopped) return;
    if (this.wanted === undefined) {
      if (answer !== null) this.tell(answer);
    } else if (this.timer === undefined) {
      void this.ask();
    }
  }

  private async answerTo(question: Question): Promise<Check | null> {
    try {
      return await this.call<Check>("check", question);
    } catch (error) {
      if (error instanceof Unreachable || error instanceof Refused) return null;
      throw error;
    }
  }
}
