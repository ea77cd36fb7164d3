/** The package's page: the course that it holds, and the LMS that listens. */

import { type Language, languageOf } from "../../xblocks/ui/text";
import { type Course, lessonsOf } from "./content";
import { CoursePlayer } from "./course";
import { type Progress, decode, encode, fresh, resultOf } from "./progress";
import { Session, findApi } from "./scorm";

function languageFor(session: Session): Language {
  return languageOf(session.read("cmi.student_preference.language") || navigator.language);
}

function reportTo(session: Session, course: Course, progress: Progress): void {
  session.report({
    location: lessonsOf(course)[progress.at]?.id ?? "",
    suspendData: encode(progress),
    ...resultOf(course, progress),
  });
}

function start(page: Document): void {
  const course = JSON.parse(page.getElementById("course")?.textContent ?? "") as Course;
  const session = new Session(findApi(window), Date.now);
  const location = session.read("cmi.core.lesson_location");
  const player = new CoursePlayer();
  player.course = course;
  player.connected = session.connected;
  player.progress =
    decode(course, session.read("cmi.suspend_data"), location) ??
    fresh(course, languageFor(session));
  player.addEventListener("progress", () => reportTo(session, course, player.progress));
  page.body.append(player);
  page.addEventListener("visibilitychange", () => {
    if (page.visibilityState === "hidden") session.keep();
  });
  window.addEventListener("pagehide", () => session.finish());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload(); // the visit was finished when the page was left
  });
}

start(document);
