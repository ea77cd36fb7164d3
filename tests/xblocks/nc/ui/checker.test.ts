import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Call } from "../../../../xblocks/ui/server";
import { Refused, Unreachable } from "../../../../xblocks/ui/server";
import { Checker } from "../../../../xblocks/nc/ui/checker";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that answers with the program it was asked about, when told to. */
function server() {
  const asked: string[] = [];
  const waiting: ((error?: Error) => Promise<void>)[] = [];
  const call: Call = <T>(handler: string, data: unknown) => {
    const { program } = data as { program: string };
    asked.push(`${handler} ${program}`);
    return new Promise<T>((resolve, reject) => {
      waiting.push(async (error) => {
        if (error) reject(error);
        else resolve(program as T);
        await vi.advanceTimersByTimeAsync(0);
      });
    });
  };
  return { asked, call, answer: (error?: Error) => waiting.shift()?.(error) };
}

function checking() {
  const { asked, call, answer } = server();
  const told: unknown[] = [];
  return { asked, answer, told, checker: new Checker(call, (check) => told.push(check), 400) };
}

describe("checking while typing", () => {
  it("waits for a pause and asks once", async () => {
    const { asked, checker } = checking();
    for (const program of ["G", "G0", "G01"]) {
      checker.change({ program });
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked).toEqual(["check G01"]);
  });

  it("drops the answer to a text that has changed, and asks again after it", async () => {
    const { asked, answer, told, checker } = checking();
    checker.change({ program: "old" });
    await vi.advanceTimersByTimeAsync(400);
    checker.change({ program: "new" });
    await vi.advanceTimersByTimeAsync(400);
    expect(asked).toEqual(["check old"]);
    await answer();
    expect(told).toEqual([]);
    expect(asked).toEqual(["check old", "check new"]);
    await answer();
    expect(told).toEqual(["new"]);
  });

  it.each([new Unreachable("network"), new Refused(409, { "zh-Hans": "错", en: "wrong" })])(
    "says nothing when there is no answer, and goes on: %s",
    async (error) => {
      const { answer, told, checker } = checking();
      checker.change({ program: "a" });
      await vi.advanceTimersByTimeAsync(400);
      await answer(error);
      expect(told).toEqual([]);
      checker.change({ program: "b" });
      await vi.advanceTimersByTimeAsync(400);
      await answer();
      expect(told).toEqual(["b"]);
    },
  );

  it("tells nobody after it was stopped", async () => {
    const { asked, answer, told, checker } = checking();
    checker.change({ program: "a" });
    await vi.advanceTimersByTimeAsync(400);
    checker.change({ program: "b" });
    checker.stop();
    await answer();
    await vi.advanceTimersByTimeAsync(1000);
    expect([asked, told]).toEqual([["check a"], []]);
  });
});
