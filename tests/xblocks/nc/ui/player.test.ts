import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Move } from "../../../../xblocks/nc/ui/model";
import "../../../../xblocks/nc/ui/player";
import type { Player } from "../../../../xblocks/nc/ui/player";

const move = (kind: Move["kind"], line: number, t0_s: number, t1_s: number): Move => ({
  kind,
  line,
  points: [0, 0, 0, 10, 0, -2],
  t0_s,
  t1_s,
  tool: 1,
  feed_mm_per_min: 300,
  spindle_rpm: 3000,
});

let player: Player;
const sought = vi.fn();

beforeEach(async () => {
  document.documentElement.lang = "en";
  sought.mockReset();
  player = document.createElement("nc-player");
  player.moves = [move("rapid", 3, 0, 2), move("feed", 4, 2, 6)];
  player.addEventListener("nc-seek", (event) => sought((event as CustomEvent).detail));
  document.body.append(player);
  await player.updateComplete;
});
afterEach(() => player.remove());

const button = (name: string): HTMLButtonElement =>
  player.shadowRoot?.querySelector(`[aria-label="${name}"]`) as HTMLButtonElement;
const display = (): string =>
  (player.shadowRoot?.querySelector(".display")?.textContent ?? "").replace(/\s+/g, " ");

it("steps block by block", () => {
  button("Next block (single block)").click();
  button("Next block (single block)").click();
  button("Previous block").click();
  expect(sought.mock.calls.flat()).toEqual([2, 6, 2]);
});

it("steps with the arrow keys on the time line", () => {
  const slider = player.shadowRoot?.querySelector("input") as HTMLInputElement;
  slider.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
  expect(sought).toHaveBeenCalledWith(2);
});

it("shows line, position, feed, speed and tool of the block", async () => {
  player.time_s = 4;
  await player.updateComplete;
  for (const part of ["Line 4", "X 5.000", "Z -1.000", "F 300", "S3000", "T1"]) {
    expect(display()).toContain(part);
  }
});

it("says that a rapid is one, and plays nothing where there is no path", async () => {
  expect(display()).toContain("Rapid");
  player.moves = [];
  await player.updateComplete;
  expect(button("Play").disabled).toBe(true);
  expect(display()).toContain("No path yet");
});

describe("the panel", () => {
  const panel = (): ShadowRoot => player.shadowRoot?.querySelector("nc-panel")?.shadowRoot as ShadowRoot;
  const switches = (name: string): HTMLButtonElement =>
    [...panel().querySelectorAll("button")].find((one) =>
      (one.textContent ?? "").includes(name),
    ) as HTMLButtonElement;
  const settled = async (): Promise<void> => {
    await player.updateComplete;
    await player.shadowRoot?.querySelector("nc-panel")?.updateComplete;
  };
  const heard = vi.fn();
  const listen = (name: string): void =>
    player.addEventListener(name, (event) => heard((event as CustomEvent).detail));

  beforeEach(() => heard.mockReset());

  it("says how long the run takes at other rates, and for ever at a feed of 0", async () => {
    await settled();
    expect(panel().textContent).not.toContain("in all");
    const feed = panel().querySelector("input") as HTMLInputElement;
    feed.value = "50";
    feed.dispatchEvent(new Event("input"));
    await settled();
    expect(panel().textContent).toContain("0:10 in all");
    feed.value = "0";
    feed.dispatchEvent(new Event("input"));
    await settled();
    expect(panel().textContent).toContain("∞ in all");
  });

  it("sets and clears a breakpoint at the cursor, and tells which there are", async () => {
    listen("nc-breakpoints");
    [player.cursor, player.breakpoints] = [4, [9]];
    await settled();
    switches("Breakpoint").click();
    player.breakpoints = [4, 9];
    await settled();
    expect(panel().textContent).toContain("At 4, 9");
    switches("Breakpoint").click();
    expect(heard.mock.calls.flat()).toEqual([[4, 9], [9]]);
  });

  it("has the switches that make another run only where it can be run again", async () => {
    await settled();
    expect(switches("M01")).toBeUndefined();
    listen("nc-switches");
    player.switches = { block_skip: false, optional_stop: true };
    await settled();
    switches("Skip").click();
    switches("M01").click();
    expect(heard.mock.calls.flat()).toEqual([
      { block_skip: true, optional_stop: true },
      { block_skip: false, optional_stop: false },
    ]);
  });

  it("tells of a dry run", async () => {
    listen("nc-dry");
    await settled();
    switches("Dry run").click();
    expect(heard).toHaveBeenCalledWith(true);
  });
});

describe("playing", () => {
  let now_ms = 0;
  let waiting: FrameRequestCallback | null = null;
  const frame = (passed_ms: number): void => {
    now_ms += passed_ms;
    const act = waiting;
    waiting = null;
    act?.(now_ms);
  };

  beforeEach(() => {
    [now_ms, waiting] = [1000, null];
    vi.spyOn(performance, "now").mockImplementation(() => now_ms);
    vi.stubGlobal("requestAnimationFrame", (act: FrameRequestCallback) => {
      waiting = act;
      return 1;
    });
    vi.stubGlobal("cancelAnimationFrame", () => {
      waiting = null;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it("goes on ten times as fast as the machine to begin with, up to the end", () => {
    button("Play").click();
    frame(100);
    frame(300);
    frame(1000);
    expect(sought.mock.calls.flat()).toEqual([1, 4, 6]);
    expect(waiting).toBeNull();
  });

  it("stops at a breakpoint and goes on from there", async () => {
    player.breakpoints = [4];
    await player.updateComplete;
    button("Play").click();
    frame(1000);
    expect([sought.mock.lastCall, waiting]).toEqual([[2], null]);
    await player.updateComplete;
    button("Play").click();
    frame(1000);
    expect(sought).toHaveBeenLastCalledWith(6);
  });

  it("goes up to the cursor, from the beginning if that is over", async () => {
    [player.cursor, player.time_s] = [4, 5];
    await player.updateComplete;
    const slider = player.shadowRoot?.querySelector("input") as HTMLInputElement;
    slider.dispatchEvent(new KeyboardEvent("keydown", { key: "c" }));
    frame(1000);
    expect(sought.mock.calls.flat()).toEqual([0, 2]);
    expect(waiting).toBeNull();
  });
});
