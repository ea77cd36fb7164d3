import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { type Answer, Commits, SOON_MS } from "../../../../lti_tool/web/ui/shell/commits";
import { type Commit, Journal } from "../../../../lti_tool/web/ui/shell/journal";
import type { Values } from "../../../../lti_tool/web/ui/shell/state";

let state: Values;
let sent: Commit[];
let beacons: Commit[];
let standings: string[];
let answers: ((answer: Answer) => void)[];
let journal: Journal;
let commits: Commits;

const reply = async (answer: Answer): Promise<void> => {
  answers.shift()!(answer);
  await vi.advanceTimersByTimeAsync(0);
};
const keep = (sequence: number): Promise<void> => reply({ kind: "kept", sequence });
const after = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  [state, sent, beacons, standings, answers] = [{}, [], [], [], []];
  journal = new Journal("run", localStorage);
  const line = {
    send: (commit: Commit) => {
      sent.push(commit);
      return new Promise<Answer>((resolve) => answers.push(resolve));
    },
    beacon: (commit: Commit) => void beacons.push(commit),
  };
  const start = { saved: { location: "a" }, sequence: 4 };
  state = start.saved;
  commits = new Commits(() => state, start, journal, line, (standing) => standings.push(standing));
});

afterEach(() => vi.useRealTimers());

describe("commits", () => {
  it("follow a change within two seconds, however many changes there are", async () => {
    expect(SOON_MS).toBeLessThanOrEqual(2000);
    for (let n = 0; n < 30; n++) {
      state = { location: `${n}` };
      commits.soon();
      await after(100);
    }
    expect(sent.length).toBe(1);
    expect(sent[0]!.sequence).toBe(5);
  });

  it("hold only what is not acknowledged", async () => {
    state = { location: "a", data: "x" };
    void commits.commit();
    await keep(5);
    state = { location: "b", data: "x" };
    void commits.commit();
    expect(sent.map((commit) => commit.set)).toEqual([{ data: "x" }, { location: "b" }]);
  });

  it("are not sent when nothing has changed", async () => {
    await commits.commit();
    commits.leave();
    expect([sent, beacons]).toEqual([[], []]);
  });

  it("go one at a time, and what came meanwhile follows", async () => {
    state = { location: "b" };
    void commits.commit();
    state = { location: "c" };
    void commits.commit();
    expect(sent.length).toBe(1);
    expect(journal.after(5)).toEqual({ sequence: 6, set: { location: "c" } });
    await keep(5);
    await after(SOON_MS);
    expect(sent.at(-1)).toEqual({ sequence: 7, set: { location: "c" } });
    await keep(7);
    expect(journal.after(0)).toBeNull();
  });

  it("are repeated, with all that came since, until the network is back", async () => {
    state = { location: "b" };
    void commits.commit();
    await reply({ kind: "unreachable" });
    expect(standings.at(-1)).toBe("offline");
    state = { location: "b", data: "x" };
    await after(3000);
    expect(sent.at(-1)).toEqual({ sequence: 6, set: { location: "b", data: "x" } });
    await keep(6);
    expect(standings.at(-1)).toBe("kept");
  });

  it.each(["ended", "refused"] as const)("stop for good when the run is %s", async (kind) => {
    state = { location: "b" };
    void commits.commit();
    await reply({ kind });
    state = { location: "c" };
    void commits.commit();
    commits.leave();
    expect([sent.length, beacons.length, standings.at(-1)]).toEqual([1, 0, kind]);
  });

  it("are handed over as a beacon when the page is left, even while one is on its way", async () => {
    state = { location: "b" };
    void commits.commit();
    state = { location: "c" };
    commits.leave();
    expect(beacons).toEqual([{ sequence: 6, set: { location: "c" } }]);
  });

  it("overtaken by a beacon are sent again, for nobody knows whether it arrived", async () => {
    state = { location: "b" };
    void commits.commit();
    state = { location: "c" };
    commits.leave();
    await keep(6);
    await after(SOON_MS);
    expect(sent.at(-1)).toEqual({ sequence: 7, set: { location: "c" } });
  });
});

describe("the journal", () => {
  it("keeps what was not acknowledged for the next launch", async () => {
    state = { location: "b" };
    void commits.commit();
    expect(journal.after(4)).toEqual({ sequence: 5, set: { location: "b" } });
    await keep(5);
    expect(journal.after(4)).toBeNull();
  });

  it("keeps nothing that the server has already", () => {
    journal.write({ sequence: 5, set: { location: "b" } });
    expect(journal.after(5)).toBeNull();
  });

  it("of another run is not read", () => {
    journal.write({ sequence: 5, set: {} });
    expect(new Journal("other", localStorage).after(0)).toBeNull();
  });

  it.each(["", "{", "null", "[]", '{"sequence":"9","set":{}}'])("spoilt as %s is ignored", (text) => {
    localStorage.setItem("gongxue-run-run", text);
    expect(journal.after(0)).toBeNull();
  });

  it("does without a storage", () => {
    const none = new Journal("run", null);
    none.write({ sequence: 1, set: {} });
    none.clear();
    expect(none.after(0)).toBeNull();
    expect([none.durable, journal.durable]).toEqual([false, true]);
  });
});
