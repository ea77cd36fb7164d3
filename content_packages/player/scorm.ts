/** SCORM 1.2 as a package sees it: where the LMS's API is, and a session with it. */

export interface Scorm12 {
  LMSInitialize(parameter: ""): string;
  LMSFinish(parameter: ""): string;
  LMSGetValue(element: string): string;
  LMSSetValue(element: string, value: string): string;
  LMSCommit(parameter: ""): string;
}

const FRAMES_UP = 20;

/** The API of the window that launched the package: in a frame around it, or in its opener's. */
export function findApi(launched: Window): Scorm12 | null {
  return above(launched) ?? (launched.opener ? above(launched.opener as Window) : null);
}

function above(lowest: Window): Scorm12 | null {
  let frame = lowest;
  for (let up = 0; up < FRAMES_UP; up++) {
    const api = apiOf(frame);
    if (api !== null || frame.parent === frame) return api;
    frame = frame.parent;
  }
  return null;
}

function apiOf(frame: Window): Scorm12 | null {
  try {
    return (frame as Window & { API?: Scorm12 }).API ?? null;
  } catch {
    return null; // a frame of another site, which may not be looked into
  }
}

/** What is told to the LMS at every step. */
export interface Report {
  readonly location: string;
  readonly suspendData: string;
  readonly status: string;
  readonly scorePercent: number | null;
}

/** One visit, from `LMSInitialize` to `LMSFinish`. Without an API it remembers nothing. */
export class Session {
  private readonly startedAtMs: number;
  private readonly told = new Map<string, string>();
  private readonly wasDone: boolean;
  private open: boolean;

  constructor(
    private readonly api: Scorm12 | null,
    private readonly nowMs: () => number,
  ) {
    this.startedAtMs = nowMs();
    this.open = api?.LMSInitialize("") === "true";
    const status = this.read("cmi.core.lesson_status");
    this.wasDone = isDone(status);
    if (status === "not attempted") this.tell("cmi.core.lesson_status", "incomplete");
    this.tell("cmi.core.exit", "suspend"); // so that even a crash leaves a visit to resume
  }

  /** Whether an LMS listens. */
  get connected(): boolean {
    return this.open;
  }

  read(element: string): string {
    return this.open ? (this.api?.LMSGetValue(element) ?? "") : "";
  }

  /** Tell the LMS how things stand, and ask it to keep that. */
  report(report: Report): void {
    this.tell("cmi.core.lesson_location", report.location);
    this.tell("cmi.suspend_data", report.suspendData);
    if (report.scorePercent !== null) {
      this.tell("cmi.core.score.min", "0");
      this.tell("cmi.core.score.max", "100");
      this.tell("cmi.core.score.raw", String(report.scorePercent));
    }
    if (!this.wasDone || isDone(report.status)) this.tell("cmi.core.lesson_status", report.status);
    this.keep();
  }

  /** Ask the LMS to keep all that it was told, with the time spent until now. */
  keep(): void {
    this.tell("cmi.core.session_time", timespan(this.nowMs() - this.startedAtMs));
    if (this.open) this.api?.LMSCommit("");
  }

  /** End the visit. */
  finish(): void {
    if (!this.open) return;
    this.tell("cmi.core.session_time", timespan(this.nowMs() - this.startedAtMs));
    this.api?.LMSFinish("");
    this.open = false;
  }

  private tell(element: string, value: string): void {
    if (!this.open || this.told.get(element) === value) return;
    if (this.api?.LMSSetValue(element, value) === "true") this.told.set(element, value);
  }
}

/** What was completed once stays so, even if a newer version of the course begins anew. */
function isDone(status: string): boolean {
  return status === "passed" || status === "completed";
}

/** A duration as SCORM 1.2 writes it: HHHH:MM:SS.SS. */
export function timespan(durationMs: number): string {
  const hundredths = Math.max(0, Math.round(durationMs / 10));
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const seconds = hundredths / 100;
  const clock = `${two((seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
  return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${clock}`;
}
