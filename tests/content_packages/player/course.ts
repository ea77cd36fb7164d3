/** A small course for the player's tests: two lessons to read and one with two questions. */

import type { Course, Lesson } from "../../../content_packages/player/content";
import type { Text } from "../../../xblocks/ui/text";

const both = (word: string): Text => ({ "zh-Hans": `中${word}`, en: word });

const lesson = (id: string, answers: readonly number[] = []): Lesson => ({
  id,
  title: both(id),
  html: { "zh-Hans": `<p>中文 ${id}</p>`, en: `<p>English ${id}</p>` },
  quiz: answers.map((answer, at) => ({
    question: both(`question ${at + 1}`),
    options: [both("one"), both("two"), both("three")],
    answer,
    feedback: both(`because ${at + 1}`),
  })),
});

export const COURSE: Course = {
  title: both("course"),
  school: both("school"),
  mastery_percent: 75,
  modules: [
    { title: both("first"), lessons: [lesson("a"), lesson("b")] },
    { title: both("second"), lessons: [lesson("quiz", [2, 0])] },
  ],
};
