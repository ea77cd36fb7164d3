/** The NC exercise's script: `window.NcExercise`, which an LMS calls with the block's element. */

import { type Start, starting } from "../../ui/start";
import { exerciseTexts } from "./texts";

import "./exercise";
import "./preview";
import "./replay";

declare global {
  interface Window {
    NcExercise: Start;
  }
}

window.NcExercise = starting("nc", exerciseTexts.broken);
