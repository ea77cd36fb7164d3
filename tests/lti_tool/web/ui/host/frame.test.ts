import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { askForHeight } from "../../../../../lti_tool/web/ui/host/frame";

/** The content's height in a window of that height. */
type Needs = (window_px: number) => number;

let resized: () => void;
const asked: number[] = [];

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(callback: () => void) {
        resized = callback;
      }
      observe(): void {}
    },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What is asked for in a frame of 300 pixels whose LMS gives what it is asked for. */
function askedBy(needs: Needs): number[] {
  vi.stubGlobal("innerHeight", 300);
  const content = document.createElement("div");
  content.getBoundingClientRect = () => ({ height: needs(window.innerHeight) }) as DOMRect;
  const parent = { postMessage: ({ height }: { height: number }) => asked.push(height) };
  askForHeight(content, parent as unknown as Window);
  for (let answers = 0; answers < 20; answers++) {
    vi.stubGlobal("innerHeight", asked.at(-1) ?? 300);
    resized();
  }
  return asked;
}

test("content that is too high asks once for its height", () => {
  expect(askedBy(() => 450.2)).toEqual([451]);
});

test("content that fits asks for nothing", () => {
  expect(askedBy(() => 300)).toEqual([]);
  expect(askedBy(() => 120)).toEqual([]);
});

test("content that grows later asks again", () => {
  let height = 400;
  askedBy(() => height);
  height = 700;
  resized();
  expect(asked).toEqual([400, 700]);
});

test("content that leaves a rim below is not followed down", () => {
  expect(askedBy((window_px) => window_px - 8)).toEqual([]);
});

test("content that is always higher than its window is not followed up", () => {
  expect(askedBy((window_px) => window_px + 43)).toEqual([343]);
});

test("content with a least height is given that height", () => {
  expect(askedBy((window_px) => Math.max(window_px - 8, 480))).toEqual([480]);
});

test("a page in a window of its own asks nobody", () => {
  const posted = vi.spyOn(window, "postMessage");
  askForHeight(document.body, window);
  expect(posted).not.toHaveBeenCalled();
});
