import { EditorView } from "@codemirror/view";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { breakpoints, showBreakpoints } from "../../../../xblocks/nc/ui/breakpoints";

const told = vi.fn();
let view: EditorView;

beforeEach(() => {
  told.mockReset();
  view = new EditorView({ doc: "G00\nG01\nG02\nG03", extensions: breakpoints(told), parent: document.body });
});
afterEach(() => view.destroy());

const press = (line: number): void => {
  view.dispatch({ selection: { anchor: view.state.doc.line(line).from + 1 } });
  view.contentDOM.dispatchEvent(new KeyboardEvent("keydown", { key: "F9", keyCode: 120 }));
};

it("are set and cleared at the cursor's line with F9", () => {
  press(3);
  press(2);
  press(3);
  expect(told.mock.calls.flat()).toEqual([[3], [2, 3], [2]]);
});

it("stay with their lines when the text changes, and go with them", () => {
  press(3);
  view.dispatch({ changes: { from: 0, insert: "%\n" } });
  expect(told).toHaveBeenLastCalledWith([4]);
});

it("are shown as the page says, which it need not be told", () => {
  showBreakpoints(view, [1, 4, 99]);
  expect(told).not.toHaveBeenCalled();
  press(4);
  expect(told).toHaveBeenLastCalledWith([1]);
});
