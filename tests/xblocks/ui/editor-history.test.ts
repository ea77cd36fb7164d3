import { history, isolateHistory, undo } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { keepingAt, stateKeptAt, writtenState } from "../../../xblocks/ui/editor-history";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  sessionStorage.clear();
});

const open = (place: string, text: string): EditorView =>
  new EditorView({ state: stateKeptAt(place, text, [history(), keepingAt(place)]) });

function write(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: view.state.doc.length, insert: text }, userEvent: "input" });
}

function undone(view: EditorView): string {
  undo(view);
  return view.state.doc.toString();
}

describe("undo over a reload", () => {
  it("takes back what was written before it", () => {
    const view = open("a", "G00");
    write(view, " X5");
    vi.advanceTimersByTime(500);
    expect(undone(open("a", "G00 X5"))).toBe("G00");
  });

  it("is kept on leaving at once", () => {
    write(open("a", "G00"), " X5");
    window.dispatchEvent(new Event("pagehide"));
    expect(undone(open("a", "G00 X5"))).toBe("G00");
  });

  it("belongs to its place and its text", () => {
    const view = open("a", "G00");
    write(view, " X5");
    view.destroy();
    expect(undone(open("b", "G00 X5"))).toBe("G00 X5");
    expect(undone(open("a", "G00 X6"))).toBe("G00 X6");
  });

  it("takes a draft with line ends of another system for the same text", () => {
    const view = open("a", "G00\r\nM30");
    write(view, "\n%");
    view.destroy();
    expect(undone(open("a", "G00\r\nM30\r\n%"))).toBe("G00\nM30");
  });

  it.each(["{", "7", '{"doc":"G00"}', '{"doc":"G00","selection":{},"history":{"done":[{}]}}'])(
    "begins anew where storage holds %s",
    (stored) => {
      sessionStorage.setItem("gongxue.editor.a", stored);
      expect(undone(open("a", "G00"))).toBe("G00");
    },
  );

  it("does without storage where the browser refuses it", () => {
    const refuse = (): never => {
      throw new DOMException("refused", "SecurityError");
    };
    vi.spyOn(window, "sessionStorage", "get").mockImplementation(refuse);
    const view = open("a", "G00");
    write(view, " X5");
    vi.advanceTimersByTime(500);
    expect(undone(view)).toBe("G00");
  });
});

describe("what is kept", () => {
  it("loses its oldest changes where it would be too long, and last itself", () => {
    const view = new EditorView({ state: EditorState.create({ extensions: history() }) });
    for (let count = 0; count < 50; count++) {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: `X${count}`.repeat(20) },
        annotations: isolateHistory.of("full"),
      });
    }
    const whole = writtenState(view.state, 1_000_000) ?? "";
    const less = writtenState(view.state, whole.length / 2) ?? "";
    expect(less.length).toBeLessThanOrEqual(whole.length / 2);
    expect(JSON.parse(less).doc).toBe(view.state.doc.toString());
    const newest = JSON.parse(whole).history.done.at(-1);
    expect(JSON.parse(less).history.done.at(-1)).toEqual(newest);
    expect(writtenState(view.state, 10)).toBeNull();
  });
});
