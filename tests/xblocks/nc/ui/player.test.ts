import { afterEach, beforeEach, expect, it, vi } from "vitest";

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
