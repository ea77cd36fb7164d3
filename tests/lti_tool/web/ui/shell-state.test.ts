import { describe, expect, it } from "vitest";

import { apiFor, stateOf } from "../../../../lti_tool/web/ui/shell/api";
import { changes, kept, seedOf } from "../../../../lti_tool/web/ui/shell/state";

const QUIET = { set: () => {}, commit: () => {}, finish: () => {} };
const GIVEN = {
  "cmi.core.student_id": "abc",
  "cmi.core.credit": "credit",
  "cmi.core.lesson_mode": "normal",
  "cmi.launch_data": "speed=1",
  "cmi.student_data.mastery_score": "",
};

describe("the state that is kept", () => {
  it("holds what a SCO may set, and nothing that the LMS gives", () => {
    const all = { ...GIVEN, "cmi.core.session_time": "00:01:00", "cmi.suspend_data": "x", "cmi.interactions.0.objectives": {} };
    expect(kept(all)).toEqual({ "cmi.suspend_data": "x" });
  });

  it("changes by what is new, other, or gone", () => {
    expect(changes({ a: "1", b: "2", c: "3" }, { a: "1", b: "4", d: "5" })).toEqual({
      b: "4",
      c: "",
      d: "5",
    });
    expect(changes({ a: "" }, {})).toEqual({});
  });
});

describe("the entry", () => {
  it.each([
    [{}, "ab-initio"],
    [{ "cmi.core.exit": "suspend", "cmi.suspend_data": "x" }, "resume"],
    [{ "cmi.suspend_data": "x" }, ""],
  ])("after %o is %s", (saved, entry) => {
    expect(seedOf(GIVEN, saved)["cmi.core.entry"]).toBe(entry);
  });
});

describe("the API", () => {
  const SAVED = {
    "cmi.core.lesson_status": "incomplete",
    "cmi.core.lesson_location": "b",
    "cmi.core.score.raw": "0",
    "cmi.core.exit": "suspend",
    "cmi.core.total_time": "00:10:00",
    "cmi.suspend_data": "中文 and more",
    "cmi.interactions.0.id": "q1",
    "cmi.interactions.0.type": "choice",
    "cmi.interactions.0.student_response": "a",
    "cmi.interactions.1.id": "q2",
    "cmi.objectives.0.id": "o1",
    "cmi.objectives.0.status": "passed",
  };

  it("answers a resumed SCO right away with what it had set", () => {
    const api = apiFor(GIVEN, SAVED, QUIET);
    expect(api.LMSInitialize("")).toBe("true");
    expect(api.LMSGetValue("cmi.suspend_data")).toBe("中文 and more");
    expect(api.LMSGetValue("cmi.core.lesson_location")).toBe("b");
    expect(api.LMSGetValue("cmi.core.entry")).toBe("resume");
    expect(api.LMSGetValue("cmi.core.score.raw")).toBe("0");
    expect(api.LMSGetValue("cmi.interactions._count")).toBe("2");
    expect(api.LMSGetValue("cmi.launch_data")).toBe("speed=1");
  });

  it("loses nothing of a state that was kept", () => {
    expect(stateOf(apiFor(GIVEN, SAVED, QUIET))).toMatchObject(SAVED);
  });

  it("adds the visit's time to the total, once", () => {
    const api = apiFor(GIVEN, SAVED, QUIET);
    api.LMSInitialize("");
    api.LMSSetValue("cmi.core.session_time", "0000:05:00.00");
    expect(stateOf(api)["cmi.core.total_time"]).toBe("00:15:00");
    expect(stateOf(apiFor(GIVEN, stateOf(api), QUIET))["cmi.core.total_time"]).toBe("00:15:00");
  });

  it("decides passed or failed by the manifest's mastery score when the SCO finishes", () => {
    const api = apiFor({ ...GIVEN, "cmi.student_data.mastery_score": "80" }, {}, QUIET);
    api.LMSInitialize("");
    api.LMSSetValue("cmi.core.score.raw", "79");
    api.LMSFinish("");
    expect(stateOf(api)["cmi.core.lesson_status"]).toBe("failed");
  });

  it("gives no credit to a SCO that is opened and closed without a word", () => {
    const api = apiFor(GIVEN, {}, QUIET);
    api.LMSInitialize("");
    api.LMSFinish("");
    expect(stateOf(api)["cmi.core.lesson_status"]).toBe("not attempted");
  });

  it("tells its listener what the SCO does", () => {
    const heard: string[] = [];
    const api = apiFor(GIVEN, {}, {
      set: () => heard.push("set"),
      commit: () => heard.push("commit"),
      finish: () => heard.push("finish"),
    });
    api.LMSInitialize("");
    api.LMSSetValue("cmi.suspend_data", "x");
    api.LMSCommit("");
    api.LMSFinish("");
    expect(heard).toEqual(["set", "commit", "finish"]);
  });
});
