/** The NC exercise's script: `window.NcExercise`, which an LMS calls with the block's element. */

import { GongxueElement, element } from "../../ui/element";
import { type Handed, blockElement, mount } from "../../ui/mount";
import { type BlockRuntime, caller } from "../../ui/server";
import { type StudioArgs, mountStudio } from "../../ui/studio";
import type { StudentArgs } from "./exercise";
import type { ReplayArgs } from "./replay";
import { exerciseTexts } from "./texts";

import "./exercise";
import "./replay";

type Args =
  | ({ readonly view: "student" } & StudentArgs)
  | ({ readonly view: "replay" } & ReplayArgs)
  | { readonly view: "student" | "replay"; readonly exercise: null }
  | ({ readonly view: "studio" } & StudioArgs);

declare global {
  interface Window {
    NcExercise: (runtime: BlockRuntime, element: Handed, args: Args) => void;
  }
}

// What stands in the place of an exercise whose text has an error.
element("nc-broken")(
  class extends GongxueElement {
    protected override render(): string {
      return this.say(exerciseTexts.broken);
    }
  },
);

// Not an arrow function: some LMSs call it with `new`.
window.NcExercise = function start(runtime, handed, args): void {
  if (args.view === "studio") {
    mountStudio(runtime, handed, args);
  } else if (args.exercise === null) {
    mount(handed, document.createElement("nc-broken"));
  } else if (args.view === "replay") {
    mount(handed, Object.assign(document.createElement("nc-replay"), { args }));
  } else {
    const call = caller(runtime, blockElement(handed));
    mount(handed, Object.assign(document.createElement("nc-exercise"), { args, call }));
  }
};
