/** Keeping what the learner is working on: saved a moment after each change, and on leaving. */

import type { Call } from "./server";

export type DraftState = "saved" | "waiting" | "failed";

const PAUSE_MS = 1500;

export class DraftKeeper {
  private pending: unknown = undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly call: Call,
    private readonly tell: (state: DraftState) => void,
    private readonly pauseMs = PAUSE_MS,
  ) {}

  /** Whether something is not saved yet. */
  get unsaved(): boolean {
    return this.pending !== undefined;
  }

  /** Save `draft` after a pause in the changes. */
  change(draft: unknown): void {
    this.pending = draft;
    this.tell("waiting");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), this.pauseMs);
  }

  /** Save at once what is not saved yet. After a failure it stays pending, and is tried again. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    const draft = this.pending;
    if (draft === undefined) return;
    try {
      await this.call("save_draft", draft);
    } catch {
      this.tell("failed");
      this.timer = setTimeout(() => void this.flush(), this.pauseMs * 10);
      return;
    }
    if (this.pending !== draft) return;
    this.pending = undefined;
    this.tell("saved");
  }
}
