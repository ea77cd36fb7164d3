/** Submitting an input so that it counts once, however often it has to be sent. */

import type { Submitted } from "./attempt";
import { type Call, Unreachable } from "./server";

/** A function that submits. It makes an attempt's id, and keeps it until the server has answered:
 * after a failure of the network the same input goes out under the same id. */
export function submitter(call: Call): (input: unknown) => Promise<Submitted> {
  let open: { id: string; input: string } | null = null;
  return async (input) => {
    const written = JSON.stringify(input);
    if (open?.input !== written) open = { id: newId(), input: written };
    try {
      const answer = await call<Submitted>("submit", { attempt_id: open.id, input });
      open = null;
      return answer;
    } catch (error) {
      if (!(error instanceof Unreachable)) open = null;
      throw error;
    }
  };
}

/** A random UUID (RFC 9562, version 4). `crypto.randomUUID` exists only on https and localhost, and
 * many a factory's LMS is plain http. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
