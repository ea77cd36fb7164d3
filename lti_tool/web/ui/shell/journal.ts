/** What was told and not yet acknowledged by the server, kept in the browser for the next launch.
 *
 * A browser that blocks third-party cookies gives a frame of another site no storage of any kind
 * (Chromium 156: neither localStorage nor IndexedDB, partitioned or not). Then nothing is kept. */

import type { Values } from "./state";

export interface Commit {
  readonly sequence: number;
  readonly set: Values;
}

export class Journal {
  private readonly key: string;

  constructor(
    run: string,
    private readonly storage: Storage | null,
  ) {
    this.key = `gongxue-run-${run}`;
  }

  /** Whether what is written here is still there when the window was closed. */
  get durable(): boolean {
    return this.storage !== null;
  }

  /** The commit that was not acknowledged, if it is newer than what the server has. */
  after(sequence: number): Commit | null {
    const commit = parsed(this.storage?.getItem(this.key) ?? "");
    return commit !== null && commit.sequence > sequence ? commit : null;
  }

  /** Keep a commit until it is acknowledged. A full storage keeps nothing: the server still may. */
  write(commit: Commit): void {
    try {
      this.storage?.setItem(this.key, JSON.stringify(commit));
    } catch {
      this.clear();
    }
  }

  clear(): void {
    this.storage?.removeItem(this.key);
  }
}

/** The origin's storage, or null where the browser gives none to a frame. */
export function storageOf(frame: Window): Storage | null {
  try {
    return frame.localStorage;
  } catch {
    return null;
  }
}

function parsed(written: string): Commit | null {
  try {
    const { sequence, set } = JSON.parse(written) as Partial<Commit>;
    return typeof sequence === "number" && set instanceof Object ? { sequence, set } : null;
  } catch {
    return null;
  }
}
