/** What the package holds: the JSON that `formats/scorm12.py` writes into the page. */

import type { Text } from "../../xblocks/ui/text";

export interface Question {
  readonly question: Text;
  readonly options: readonly Text[];
  /** The right option's place, from 0. */
  readonly answer: number;
  readonly feedback: Text;
}

export interface Lesson {
  readonly id: string;
  readonly title: Text;
  readonly html: Text;
  readonly quiz: readonly Question[];
}

export interface Module {
  readonly title: Text;
  readonly lessons: readonly Lesson[];
}

export interface Course {
  readonly title: Text;
  readonly school: Text;
  readonly mastery_percent: number;
  readonly modules: readonly Module[];
}

/** Every lesson, in the order of study. */
export function lessonsOf(course: Course): readonly Lesson[] {
  return course.modules.flatMap((module) => module.lessons);
}
