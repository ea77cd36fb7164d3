/** The way to the server: same origin, no cookies, the run's token in the address. */

import type { Answer, Line } from "./commits";
import type { Commit } from "./journal";

/** Browsers drop a beacon of more than 64 KiB without a word; the journal keeps what is larger. */
export const BEACON_LIMIT_BYTES = 60_000;

const NO_MORE = [401, 404, 410];

export function lineTo(address: string): Line {
  return {
    async send(commit: Commit): Promise<Answer> {
      const headers = { "Content-Type": "application/json" };
      const body = JSON.stringify(commit);
      try {
        const response = await fetch(address, { method: "POST", headers, body });
        if (response.ok) {
          const { sequence } = (await response.json()) as { sequence: number };
          return { kind: "kept", sequence };
        }
        return { kind: kindOf(response.status) };
      } catch {
        return { kind: "unreachable" };
      }
    },
    beacon(commit: Commit): void {
      const body = new Blob([JSON.stringify(commit)], { type: "application/json" });
      if (body.size <= BEACON_LIMIT_BYTES) navigator.sendBeacon(address, body);
    },
  };
}

function kindOf(status: number): "ended" | "refused" | "unreachable" {
  if (NO_MORE.includes(status)) return "ended";
  return status >= 400 && status < 500 ? "refused" : "unreachable";
}
