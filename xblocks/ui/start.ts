/** How an LMS starts an exercise's screen: learner's, author's, or the replay of an attempt. */

import { GongxueElement, element } from "./element";
import { type Handed, blockElement, mount } from "./mount";
import { type BlockRuntime, caller } from "./server";
import { type StudioArgs, mountStudio } from "./studio";
import type { Text } from "./text";

/** What the block hands its script. `exercise` is null if the author's text has an error. */
export type Args =
  | { readonly view: "student" | "replay"; readonly exercise: unknown }
  | ({ readonly view: "studio" } & StudioArgs);

export type Start = (runtime: BlockRuntime, element: Handed, args: Args) => void;

/** The function that an LMS calls with the block's element. It shows `<prefix-exercise>` with `args`
 * and `call`, `<prefix-replay>` with `args`, or the sentence `broken`; beside the author's text
 * `<prefix-preview>`, if there is one. */
export function starting(prefix: string, broken: Text): Start {
  element(`${prefix}-broken`)(
    class extends GongxueElement {
      protected override render(): string {
        return this.say(broken);
      }
    },
  );
  // Not an arrow function: some LMSs call it with `new`.
  return function start(runtime, handed, args): void {
    if (args.view === "studio") {
      mountStudio(runtime, handed, args, `${prefix}-preview`);
    } else if (args.exercise === null) {
      mount(handed, document.createElement(`${prefix}-broken`));
    } else if (args.view === "replay") {
      mount(handed, Object.assign(document.createElement(`${prefix}-replay`), { args }));
    } else {
      const call = caller(runtime, blockElement(handed));
      mount(handed, Object.assign(document.createElement(`${prefix}-exercise`), { args, call }));
    }
  };
}
