import { describe, expect, it } from "vitest";

import type { Course } from "../../../content_packages/player/content";
import {
  again,
  answer,
  decode,
  doneCount,
  encode,
  fresh,
  markRead,
  open,
  resultOf,
} from "../../../content_packages/player/progress";
import { COURSE } from "./course";

const start = fresh(COURSE, "en");
const read = markRead(markRead(start, 0), 1);
const round = (options: readonly number[], from = read) =>
  options.reduce((progress, option) => answer(COURSE, progress, 2, option), from);

describe("a result", () => {
  it("is incomplete, without a score, at the beginning", () => {
    expect(resultOf(COURSE, start)).toEqual({ status: "incomplete", scorePercent: null });
  });

  it("is passed when all is read and the quiz is right", () => {
    expect(resultOf(COURSE, round([2, 0]))).toEqual({ status: "passed", scorePercent: 100 });
  });

  it("is failed below the mastery", () => {
    expect(resultOf(COURSE, round([2, 1]))).toEqual({ status: "failed", scorePercent: 50 });
  });

  it("stays incomplete, with a score, while a lesson is unread", () => {
    expect(resultOf(COURSE, round([2, 0], start))).toEqual({
      status: "incomplete",
      scorePercent: 100,
    });
  });

  it("counts no quiz before its round is finished", () => {
    expect(resultOf(COURSE, round([2])).scorePercent).toBeNull();
  });

  it("keeps the best round", () => {
    const better = round([2, 0]);
    const worse = round([0, 1], again(better, 2));
    expect(resultOf(COURSE, worse).status).toBe("passed");
    expect(worse.given[2]).toEqual([0, 1]);
  });

  it("ignores an answer beyond the last question", () => {
    expect(round([2, 0, 1])).toEqual(round([2, 0]));
  });

  it("is completed without a score when the course has no quiz", () => {
    const course: Course = { ...COURSE, modules: COURSE.modules.slice(0, 1) };
    const all = markRead(markRead(fresh(course, "en"), 0), 1);
    expect(resultOf(course, all)).toEqual({ status: "completed", scorePercent: null });
    expect(doneCount(course, all)).toBe(2);
  });
});

describe("suspend_data", () => {
  it("brings back the same progress, at the bookmark", () => {
    const progress = open(round([2], again(round([2, 1]), 2)), 2);
    expect(decode(COURSE, encode(progress), "quiz")).toEqual(progress);
  });

  it("opens the first lesson when the bookmark is unknown", () => {
    expect(decode(COURSE, encode(read), "gone")?.at).toBe(0);
  });

  it.each(["", "{", "null", "3", '{"v":2}', encode(fresh({ ...COURSE, modules: [] }, "en"))])(
    "of another kind (%s) is not read",
    (written) => {
      expect(decode(COURSE, written, "")).toBeNull();
    },
  );

  it("never claims more right answers than there are questions", () => {
    const forged = encode(read).replace('"b":".."', '"b":"..99"');
    expect(decode(COURSE, forged, "")?.best[2]).toBe(2);
  });

  it("of a course of 200 lessons with 10 questions each is below SCORM's 4,096 characters", () => {
    const lessons = Array.from({ length: 200 }, (_value, at) => ({
      ...COURSE.modules[1]!.lessons[0]!,
      id: `lesson-${at}`,
      quiz: Array.from({ length: 10 }, () => COURSE.modules[1]!.lessons[0]!.quiz[0]!),
    }));
    const course: Course = { ...COURSE, modules: [{ title: COURSE.title, lessons }] };
    let progress = fresh(course, "zh-Hans");
    for (let at = 0; at < 200; at++) {
      progress = markRead(progress, at);
      for (let question = 0; question < 10; question++) {
        progress = answer(course, progress, at, 2);
      }
    }
    expect(encode(progress).length).toBeLessThanOrEqual(4096);
  });
});
