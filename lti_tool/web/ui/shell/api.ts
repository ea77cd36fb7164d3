/** The SCORM 1.2 API that a SCO talks to, by scorm-again; it keeps nothing itself. */

import type Scorm12API from "scorm-again/scorm12";
import * as library from "scorm-again/scorm12";

import { type Values, kept, seedOf } from "./state";

export type Scorm12 = Scorm12API;

// Version 3.4.3 declares a default export, and exports the class by its name.
const { Scorm12API: Api } = library as unknown as {
  readonly Scorm12API: new (settings: Readonly<Record<string, unknown>>) => Scorm12;
};

export interface Listener {
  /** The SCO set something. */
  set(): void;
  /** The SCO asks to keep everything, now. */
  commit(): void;
  /** The SCO has ended its visit. */
  finish(): void;
}

/** An API as a SCO finds it before `LMSInitialize`, with the run's state in it. */
export function apiFor(given: Values, saved: Values, listener: Listener): Scorm12 {
  const api = new Api({ dataCommitFormat: "flattened" });
  api.loadFromFlattenedJSON(seedOf(given, saved));
  api.on("LMSSetValue", () => listener.set());
  api.on("LMSCommit", () => listener.commit());
  api.on("LMSFinish", () => listener.finish());
  return api;
}

/** The run's state as the API has it now, with the time of this visit in `total_time`. */
export function stateOf(api: Scorm12): Values {
  return kept(api.renderCommitCMI(true) as Record<string, unknown>);
}
