/** The page around a package, on the package's own origin: it holds the SCORM API, so that the package's
 * calls are synchronous, and it, not the package, brings what was set to the server. */

import { type Scorm12, apiFor, stateOf } from "./shell/api";
import { Commits } from "./shell/commits";
import { Shell } from "./shell/frame";
import { Journal, storageOf } from "./shell/journal";
import { lineTo } from "./shell/line";
import type { Values } from "./shell/state";

interface Visit {
  readonly run: string;
  readonly launch: string;
  readonly title: string;
  readonly sequence: number;
  readonly saved: Values;
  readonly given: Values;
}

function start(frame: Window & { API?: Scorm12 }, visit: Visit): void {
  let leaving = false;
  const shell = new Shell();
  const hidden = (): boolean => frame.document.visibilityState === "hidden";
  const listener = {
    set: () => (leaving ? commits.leave() : commits.soon()),
    commit: () => (leaving || hidden() ? commits.leave() : void commits.commit()),
    finish: () => {
      listener.commit();
      const ended = api;
      // A SCO that loads itself anew finds an API that can be initialised; the old one can't.
      queueMicrotask(() => (frame.API = api = apiFor(visit.given, stateOf(ended), listener)));
    },
  };
  const journal = new Journal(visit.run, storageOf(frame));
  const unsent = journal.after(visit.sequence);
  const acknowledged = stateOf(apiFor(visit.given, visit.saved, listener));
  let api = apiFor(visit.given, { ...visit.saved, ...unsent?.set }, listener);
  const commits = new Commits(
    () => stateOf(api),
    { saved: acknowledged, sequence: visit.sequence },
    journal,
    lineTo("commit"),
    (standing) => (shell.standing = standing),
  );
  frame.addEventListener("beforeunload", (event) => {
    if (shell.standing === "offline" && !journal.durable) event.preventDefault();
  });
  frame.addEventListener("pagehide", () => {
    leaving = true; // the SCO is told after this page, and ends its visit then
    listener.commit();
  });
  frame.addEventListener("pageshow", () => {
    leaving = false;
    listener.commit();
  });
  frame.addEventListener("online", listener.commit);
  frame.document.addEventListener("visibilitychange", listener.commit);
  frame.API = api;
  shell.durable = journal.durable;
  shell.launch = visit.launch;
  shell.name = visit.title;
  frame.document.body.append(shell);
}

start(window, JSON.parse(document.getElementById("visit")?.textContent ?? "") as Visit);
