/** The process exercise's script: `window.ProcessExercise`, which an LMS calls with the block's
 * element. */

import { type Start, starting } from "../../ui/start";
import { texts } from "./texts";

import "./exercise";
import "./replay";

declare global {
  interface Window {
    ProcessExercise: Start;
  }
}

window.ProcessExercise = starting("process", texts.broken);
