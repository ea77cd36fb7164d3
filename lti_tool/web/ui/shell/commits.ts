/** Commits to the server: soon after a change, numbered, each with all that is not acknowledged yet.
 *
 * So every commit may be lost, repeated or overtaken: the server keeps the newest and ignores others. */

import type { Commit, Journal } from "./journal";
import { type Values, changes } from "./state";

export type Answer =
  | { readonly kind: "kept"; readonly sequence: number }
  | { readonly kind: "unreachable" }
  | { readonly kind: "ended" }
  | { readonly kind: "refused" };

export interface Line {
  send(commit: Commit): Promise<Answer>;
  /** Hand a commit to the browser, to be sent even if the page closes; nobody tells if it arrives. */
  beacon(commit: Commit): void;
}

export type Standing = "kept" | "waiting" | "offline" | "ended" | "refused";

export const SOON_MS = 1500;
const RETRY_MS = [3000, 10_000, 30_000];

export class Commits {
  private acknowledged: Values;
  private sequence: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending = false;
  private failures = 0;
  private stopped = false;

  constructor(
    private readonly now: () => Values,
    start: { readonly saved: Values; readonly sequence: number },
    private readonly journal: Journal,
    private readonly line: Line,
    private readonly tell: (standing: Standing) => void,
  ) {
    this.acknowledged = start.saved;
    this.sequence = start.sequence;
  }

  /** Something was set: commit within `SOON_MS`. */
  soon(): void {
    this.timer ??= setTimeout(() => void this.commit(), SOON_MS);
  }

  /** Commit what has changed, now. While another commit is on its way it waits in the journal. */
  async commit(): Promise<void> {
    this.cancelTimer();
    const state = this.now();
    const commit = this.stopped ? null : this.next(state);
    if (commit === null || this.sending) return;
    this.sending = true;
    this.tell("waiting");
    const answer = await this.line.send(commit);
    this.sending = false;
    this.answered(answer, state, commit);
  }

  /** The page may be closed in a moment: hand over what has changed. */
  leave(): void {
    this.cancelTimer();
    const commit = this.stopped ? null : this.next(this.now());
    if (commit !== null) this.line.beacon(commit);
  }

  private next(state: Values): Commit | null {
    const set = changes(this.acknowledged, state);
    if (Object.keys(set).length === 0) return null;
    const commit = { sequence: ++this.sequence, set };
    this.journal.write(commit);
    return commit;
  }

  private answered(answer: Answer, state: Values, commit: Commit): void {
    if (answer.kind === "kept") {
      this.failures = 0;
      if (answer.sequence === commit.sequence) this.acknowledged = state;
      if (commit.sequence === this.sequence) this.journal.clear();
      this.tell("kept");
      if (Object.keys(changes(this.acknowledged, this.now())).length > 0) this.soon();
    } else if (answer.kind === "unreachable") {
      this.tell("offline");
      const wait = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)];
      this.timer ??= setTimeout(() => void this.commit(), wait);
    } else {
      this.stopped = true;
      this.tell(answer.kind);
    }
  }

  private cancelTimer(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
