/** The undo history of an editor, kept over reloads of the page. */

import { historyField } from "@codemirror/commands";
import { EditorState, type Extension } from "@codemirror/state";
import { type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** Longer texts with their history are not kept; browsers give a site some 5 million. */
const MOST_CHARACTERS = 400_000;
const PAUSE_MS = 500;
const FIELDS = { history: historyField };

interface Kept {
  readonly doc: string;
  readonly selection: unknown;
  readonly history: { readonly done: readonly unknown[]; readonly undone: readonly unknown[] };
}

/** The state of an editor, with the history and the cursor that this tab kept at `place` if they
 * belong to this text. */
export function stateKeptAt(place: string, text: string, extensions: Extension): EditorState {
  const fresh = EditorState.create({ doc: text, extensions });
  const kept = read(place);
  if (kept?.doc !== fresh.doc.toString()) return fresh;
  try {
    return EditorState.fromJSON(kept, { extensions }, FIELDS);
  } catch {
    // Storage is anyone's to write, and an older version of ours wrote another form.
    return fresh;
  }
}

/** Keeps the history at `place` a moment after each change, and on leaving the page. The tab's own
 * storage forgets it with the tab: the computer may be one that a class shares. */
export function keepingAt(place: string): Extension {
  return ViewPlugin.define((view: EditorView) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = (): void => {
      clearTimeout(timer);
      timer = undefined;
      write(place, view.state);
    };
    const leave = (): void => {
      if (timer !== undefined) keep();
    };
    window.addEventListener("pagehide", leave);
    return {
      update(update: ViewUpdate) {
        if (!update.docChanged) return;
        clearTimeout(timer);
        timer = setTimeout(keep, PAUSE_MS);
      },
      destroy() {
        leave();
        window.removeEventListener("pagehide", leave);
      },
    };
  });
}

/** The state as JSON, without its oldest changes where it would be too long; null where the text
 * alone is. */
export function writtenState(state: EditorState, mostCharacters = MOST_CHARACTERS): string | null {
  const whole = state.toJSON(FIELDS) as Kept;
  for (let { done } = whole.history; ; done = done.slice(Math.ceil(done.length / 2))) {
    const written = JSON.stringify({ ...whole, history: { ...whole.history, done } });
    if (written.length <= mostCharacters) return written;
    if (done.length === 0) return null;
  }
}

const keyOf = (place: string): string => `gongxue.editor.${place}`;

function read(place: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(place)) ?? "null") as Kept | null;
  } catch {
    // Refused to a page in a frame, or not JSON.
    return null;
  }
}

function write(place: string, state: EditorState): void {
  const written = writtenState(state);
  try {
    if (written === null) sessionStorage.removeItem(keyOf(place));
    else sessionStorage.setItem(keyOf(place), written);
  } catch {
    // Refused, or full: undo then ends with the page.
  }
}
