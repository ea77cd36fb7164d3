/** How far this browser has shown a run, so that a reload goes on where it was. */

const PREFIX = "gongxue-process-played:";

/** Remember the last scan shown. In a frame without storage nothing is kept: the run then goes on at
 * the start of its chunk. */
export function rememberPlayed(run_id: string, played_s: number): void {
  try {
    sessionStorage.setItem(PREFIX + run_id, String(played_s));
  } catch {
    // Storage is switched off: see above.
  }
}

/** The last scan that was shown of the run; 0 if nobody knows. */
export function recallPlayed(run_id: string): number {
  try {
    const played_s = Number(sessionStorage.getItem(PREFIX + run_id));
    return Number.isFinite(played_s) ? played_s : 0;
  } catch {
    return 0;
  }
}
