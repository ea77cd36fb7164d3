/** How far a learner is: a pure value, what it is worth, and its short text for `suspend_data`. */

import type { Language } from "../../xblocks/ui/text";
import { type Course, type Lesson, lessonsOf } from "./content";

export interface Progress {
  readonly language: Language;
  /** The place of the lesson that is open, from 0. */
  readonly at: number;
  /** For each lesson: whether it was read to its end. */
  readonly read: readonly boolean[];
  /** For each lesson: the options given in the present round of its quiz, in order. */
  readonly given: readonly (readonly number[])[];
  /** For each lesson: the right answers of the best whole round, or null before the first. */
  readonly best: readonly (number | null)[];
}

export type Status = "incomplete" | "completed" | "passed" | "failed";

export interface Result {
  readonly status: Status;
  /** The best rounds' share of right answers in percent; null before a quiz was finished. */
  readonly scorePercent: number | null;
}

const FORMAT = 1;

export function fresh(course: Course, language: Language): Progress {
  const lessons = lessonsOf(course);
  return {
    language,
    at: 0,
    read: lessons.map(() => false),
    given: lessons.map(() => []),
    best: lessons.map(() => null),
  };
}

/** A lesson is done when it was read and, if it has a quiz, a round of it was finished. */
export function isDone(course: Course, progress: Progress, place: number): boolean {
  const quiz = lessonsOf(course)[place]?.quiz ?? [];
  return quiz.length > 0 ? (progress.best[place] ?? null) !== null : progress.read[place] === true;
}

export function doneCount(course: Course, progress: Progress): number {
  return lessonsOf(course).filter((_lesson, place) => isDone(course, progress, place)).length;
}

/** Passed when every lesson is done and the score reaches the course's mastery. */
export function resultOf(course: Course, progress: Progress): Result {
  const lessons = lessonsOf(course);
  const asked = lessons.reduce((sum, lesson) => sum + lesson.quiz.length, 0);
  const finished = progress.best.some((right) => right !== null);
  const right = progress.best.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const scorePercent = asked > 0 && finished ? Math.round((1000 * right) / asked) / 10 : null;
  if (doneCount(course, progress) < lessons.length) return { status: "incomplete", scorePercent };
  if (scorePercent === null) return { status: "completed", scorePercent };
  return { status: scorePercent >= course.mastery_percent ? "passed" : "failed", scorePercent };
}

export function open(progress: Progress, place: number): Progress {
  return { ...progress, at: place };
}

export function markRead(progress: Progress, place: number): Progress {
  return { ...progress, read: progress.read.map((was, at) => was || at === place) };
}

/** The next answer in a lesson's quiz; the last one ends the round, and the best round is kept. */
export function answer(course: Course, progress: Progress, place: number, option: number): Progress {
  const quiz = lessonsOf(course)[place]?.quiz ?? [];
  const round = [...(progress.given[place] ?? []), option];
  if (round.length > quiz.length) return progress;
  const given = progress.given.map((was, at) => (at === place ? round : was));
  if (round.length < quiz.length) return { ...progress, given };
  const right = rightIn(lessonsOf(course)[place], round);
  const best = progress.best.map((was, at) => (at === place ? Math.max(was ?? 0, right) : was));
  return { ...progress, given, best };
}

/** A new round of a lesson's quiz; the best one stays. */
export function again(progress: Progress, place: number): Progress {
  return { ...progress, given: progress.given.map((was, at) => (at === place ? [] : was)) };
}

export function rightIn(lesson: Lesson | undefined, round: readonly number[]): number {
  return round.filter((option, at) => lesson?.quiz[at]?.answer === option).length;
}

/** The progress as a text of a few characters a lesson, far below SCORM 1.2's limit of 4,096. */
export function encode(progress: Progress): string {
  return JSON.stringify({
    v: FORMAT,
    l: progress.language,
    r: progress.read.map(Number).join(""),
    g: progress.given.map((round) => round.join("")).join("."),
    b: progress.best.map((right) => right ?? "").join("."),
  });
}

/** What `encode` wrote, opened at the lesson `location`; null for what this course did not write. */
export function decode(course: Course, written: string, location: string): Progress | null {
  const data = parsed(written);
  if (data === null || data["v"] !== FORMAT) return null;
  const lessons = lessonsOf(course);
  const [read, given, best] = [String(data["r"]), parts(data["g"]), parts(data["b"])];
  if ([read.length, given.length, best.length].some((count) => count !== lessons.length)) return null;
  return {
    language: data["l"] === "en" ? "en" : "zh-Hans",
    at: Math.max(0, lessons.findIndex((lesson) => lesson.id === location)),
    read: lessons.map((_lesson, at) => read[at] === "1"),
    given: lessons.map((lesson, at) => roundOf(lesson, given[at] ?? "")),
    best: lessons.map((lesson, at) => bestOf(lesson, best[at] ?? "")),
  };
}

function parsed(written: string): Record<string, unknown> | null {
  try {
    const data: unknown = JSON.parse(written);
    return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function parts(written: unknown): string[] {
  return String(written).split(".");
}

function roundOf(lesson: Lesson, written: string): number[] {
  const options = [...written].map(Number).filter((option) => Number.isInteger(option));
  return options.slice(0, lesson.quiz.length);
}

function bestOf(lesson: Lesson, written: string): number | null {
  const right = Number(written);
  return written === "" || !Number.isInteger(right) ? null : Math.min(right, lesson.quiz.length);
}
