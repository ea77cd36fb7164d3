/** Plays a run: simulated time, the scans ahead, and what the learner does, without clock or network.
 *
 * Its owner calls `tick` with the real milliseconds that went by. Scans up to `played_s` have been shown;
 * the server is asked for more before they run out. An action belongs to the next scan: play holds there
 * until the server has simulated on from it. */

import { Refused, Unreachable } from "../../ui/server";
import type { Text } from "../../ui/text";
import { Film } from "./film";
import type { Action, Begun, Chunk, Ended, Value } from "./model";

export interface Ask {
  readonly run_id: string;
  readonly from_s: number;
  readonly until_s: number;
  readonly actions: readonly Action[];
}

const LEAST_AHEAD_S = 60;
const MOST_AHEAD_S = 300;
/** Real seconds of play that a chunk is to last. */
const CHUNK_PLAY_S = 30;
const RETRY_MS = 3000;
/** A page that was hidden or asleep does not catch up. */
const LONGEST_TICK_MS = 250;
/** Just before the next scan. */
const HAIR = 1e-6;

export class Player {
  readonly film = new Film();
  speed = 1;
  frozen = true;
  /** The server can't be reached; it is asked again every few seconds. */
  offline = false;
  /** The run can't go on (another window has it, it was handed in). */
  fault: Text | null = null;
  /** The last action was refused; the run was not harmed. */
  refusal: Text | null = null;
  /** The run was handed in: it stands still for good. */
  closed = false;

  private clock_s: number;
  private until_s: number;
  private end: Ended | null;
  private tail: Action[] = [];
  private hold_s = Number.POSITIVE_INFINITY;
  private asking = false;
  private retry_ms = 0;

  constructor(
    private readonly send: (ask: Ask) => Promise<Chunk>,
    readonly run: Begun,
    from_s = 0,
  ) {
    const { history, chunk } = run;
    if (history !== null) this.film.replaceFrom(0, history);
    this.film.replaceFrom(chunk.from_s, chunk.frames);
    this.until_s = chunk.until_s;
    this.end = chunk.ended;
    const latest = Math.max(chunk.from_s, chunk.until_s - 1);
    this.clock_s = Math.min(Math.max(from_s, chunk.from_s), latest);
    if (chunk.from_s >= chunk.until_s) this.clock_s = chunk.until_s - 1;
  }

  /** The last scan shown. */
  get played_s(): number {
    return Math.floor(this.clock_s);
  }

  /** How the run ended, once it has been played to its end. */
  get ended(): Ended | null {
    return this.end !== null && this.played_s >= this.end.t_s ? this.end : null;
  }

  /** The plant waits for the server at the end of what it has. */
  get waiting(): boolean {
    return this.ended === null && this.clock_s >= this.limit_s - 2 * HAIR;
  }

  /** Whether everything that was done is settled, so that the run can be handed in. */
  get settled(): boolean {
    return !Number.isFinite(this.hold_s);
  }

  private get limit_s(): number {
    return Math.min(this.until_s, this.hold_s);
  }

  /** The run was handed in. */
  close(): void {
    this.closed = true;
    this.frozen = true;
  }

  /** Let `real_ms` of real time go by. True if another scan is to be shown. */
  tick(real_ms: number): boolean {
    const before = this.played_s;
    if (!this.frozen && this.fault === null) {
      const on_s = (Math.min(real_ms, LONGEST_TICK_MS) / 1000) * this.speed;
      this.clock_s = Math.max(this.clock_s, Math.min(this.clock_s + on_s, this.limit_s - HAIR));
    }
    this.retry_ms -= real_ms;
    if (this.wantsMore()) void this.ask();
    return this.played_s !== before;
  }

  /** Do something to the plant: it happens at the next scan. */
  act(tag: string, value: Value): void {
    if (this.closed || this.ended !== null || this.fault !== null) return;
    this.refusal = null;
    this.hold_s = this.played_s + 1;
    this.tail.push([this.hold_s, tag, value]);
    if (!this.asking && !this.offline) void this.ask();
  }

  /** What a tag was just set to, if that has not been shown yet. */
  pending(tag: string): Value | undefined {
    return this.tail.findLast(([t_s, acted]) => t_s > this.played_s && acted === tag)?.[2];
  }

  private get ahead_s(): number {
    return Math.min(Math.max(this.speed * CHUNK_PLAY_S, LEAST_AHEAD_S), MOST_AHEAD_S);
  }

  private wantsMore(): boolean {
    if (this.asking || this.closed || this.fault !== null || this.retry_ms > 0) return false;
    if (!this.settled) return true;
    if (this.end !== null || this.frozen) return false;
    return this.until_s - this.clock_s < this.ahead_s / 3;
  }

  private async ask(): Promise<void> {
    const from_s = this.played_s + 1;
    this.tail = this.tail.filter(([t_s]) => t_s >= from_s);
    const actions = [...this.tail];
    const ask = { run_id: this.run.run_id, from_s, until_s: from_s + this.ahead_s, actions };
    this.asking = true;
    try {
      this.take(await this.send(ask), actions.length);
    } catch (error) {
      this.fail(error);
    } finally {
      this.asking = false;
    }
  }

  private take(chunk: Chunk, sent: number): void {
    this.film.replaceFrom(chunk.from_s, chunk.frames);
    this.until_s = chunk.until_s;
    this.end = chunk.ended;
    this.offline = false;
    if (this.tail.length === sent) this.hold_s = Number.POSITIVE_INFINITY;
  }

  private fail(error: unknown): void {
    if (error instanceof Unreachable) {
      this.offline = true;
      this.retry_ms = RETRY_MS;
    } else if (error instanceof Refused && error.status === 400) {
      this.refusal = error.text;
      this.tail = [];
      this.hold_s = Number.POSITIVE_INFINITY;
    } else if (error instanceof Refused) {
      this.fault = error.text;
    } else {
      throw error;
    }
  }
}
