import { describe, expect, it } from "vitest";

import { type Scorm12, Session, findApi, timespan } from "../../../content_packages/player/scorm";

/** An LMS that writes down what it is told. */
class Lms implements Scorm12 {
  readonly calls: string[] = [];
  constructor(readonly values: Record<string, string> = {}) {}
  LMSInitialize(): string {
    this.calls.push("initialize");
    return "true";
  }
  LMSFinish(): string {
    this.calls.push("finish");
    return "true";
  }
  LMSGetValue(element: string): string {
    return this.values[element] ?? "";
  }
  LMSSetValue(element: string, value: string): string {
    this.calls.push(`${element}=${value}`);
    this.values[element] = value;
    return "true";
  }
  LMSCommit(): string {
    this.calls.push("commit");
    return "true";
  }
}

const REPORT = { location: "b", suspendData: "{}", status: "incomplete", scorePercent: null };

describe("the API", () => {
  it("is found in a frame around", () => {
    const api = new Lms();
    const top = { API: api } as unknown as Window;
    Object.assign(top, { parent: top });
    const middle = { parent: top } as unknown as Window;
    expect(findApi({ parent: middle } as unknown as Window)).toBe(api);
  });

  it("is found by way of the opener", () => {
    const api = new Lms();
    const opener = { API: api } as unknown as Window;
    Object.assign(opener, { parent: opener });
    const popup = { opener } as unknown as Window;
    Object.assign(popup, { parent: popup });
    expect(findApi(popup)).toBe(api);
  });

  it("is not looked for in a frame of another site", () => {
    const foreign = Object.defineProperty({}, "API", {
      get: () => {
        throw new DOMException("blocked", "SecurityError");
      },
    }) as unknown as Window;
    Object.assign(foreign, { parent: foreign });
    expect(findApi({ parent: foreign } as unknown as Window)).toBeNull();
  });
});

describe("a session", () => {
  it("turns not attempted into incomplete and asks to be resumed", () => {
    const lms = new Lms({ "cmi.core.lesson_status": "not attempted" });
    new Session(lms, () => 0);
    expect(lms.calls).toEqual([
      "initialize",
      "cmi.core.lesson_status=incomplete",
      "cmi.core.exit=suspend",
    ]);
  });

  it("tells only what has changed, and commits", () => {
    const lms = new Lms();
    const session = new Session(lms, () => 0);
    session.report(REPORT);
    lms.calls.length = 0;
    session.report({ ...REPORT, location: "c" });
    expect(lms.calls).toEqual(["cmi.core.lesson_location=c", "commit"]);
  });

  it("tells a score with its range before the status", () => {
    const lms = new Lms();
    new Session(lms, () => 0).report({ ...REPORT, status: "passed", scorePercent: 87.5 });
    expect(lms.calls.slice(-6, -2)).toEqual([
      "cmi.core.score.min=0",
      "cmi.core.score.max=100",
      "cmi.core.score.raw=87.5",
      "cmi.core.lesson_status=passed",
    ]);
  });

  it("never takes back what was passed", () => {
    const lms = new Lms({ "cmi.core.lesson_status": "passed" });
    new Session(lms, () => 0).report(REPORT);
    expect(lms.values["cmi.core.lesson_status"]).toBe("passed");
  });

  it("finishes once, with the time spent", () => {
    const lms = new Lms();
    let nowMs = 1000;
    const session = new Session(lms, () => nowMs);
    nowMs += 61_500;
    session.finish();
    session.finish();
    session.report(REPORT);
    expect(lms.calls.slice(-2)).toEqual(["cmi.core.session_time=0000:01:01.50", "finish"]);
  });

  it("without an LMS remembers nothing and says so", () => {
    const session = new Session(null, () => 0);
    session.report(REPORT);
    session.finish();
    expect(session.connected).toBe(false);
    expect(session.read("cmi.suspend_data")).toBe("");
  });
});

describe("a timespan", () => {
  it.each([
    [0, "0000:00:00.00"],
    [59_994, "0000:00:59.99"],
    [59_996, "0000:01:00.00"],
    [3_600_000, "0001:00:00.00"],
    [-5, "0000:00:00.00"],
  ])("of %d ms is %s", (durationMs, written) => {
    expect(timespan(durationMs)).toBe(written);
  });
});
