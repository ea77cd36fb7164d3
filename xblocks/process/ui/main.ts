/** The script of the process exercise: `window.ProcessExercise`, which an LMS calls with the block's
 * element. */

import { GongxueElement, element } from "../../ui/element";
import { type Handed, blockElement, mount } from "../../ui/mount";
import { type BlockRuntime, caller } from "../../ui/server";
import { type StudioArgs, mountStudio } from "../../ui/studio";
import type { StudentArgs } from "./exercise";
import type { ReplayArgs } from "./replay";
import { texts } from "./texts";

import "./exercise";
import "./replay";

type Args =
  | ({ readonly view: "student" } & StudentArgs)
  | ({ readonly view: "replay" } & ReplayArgs)
  | { readonly view: "student" | "replay"; readonly exercise: null }
  | ({ readonly view: "studio" } & StudioArgs);

declare global {
  interface Window {
    ProcessExercise: (runtime: BlockRuntime, element: Handed, args: Args) => void;
  }
}

// What stands in the place of an exercise whose text has an error.
element("process-broken")(
  class extends GongxueElement {
    protected override render(): string {
      return this.say(texts.broken);
    }
  },
);

window.ProcessExercise = (runtime, handed, args) => {
  if (args.view === "studio") {
    mountStudio(runtime, handed, args);
  } else if (args.exercise === null) {
    mount(handed, document.createElement("process-broken"));
  } else if (args.view === "replay") {
    mount(handed, Object.assign(document.createElement("process-replay"), { args }));
  } else {
    const call = caller(runtime, blockElement(handed));
    mount(handed, Object.assign(document.createElement("process-exercise"), { args, call }));
  }
};
