import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { DraftKeeper } from "../../../xblocks/ui/draft";
import { type Call, Unreachable } from "../../../xblocks/ui/server";

const call = vi.fn();
const tell = vi.fn();
let keeper: DraftKeeper;

beforeEach(() => {
  vi.useFakeTimers();
  call.mockReset().mockResolvedValue({ saved: true });
  tell.mockReset();
  keeper = new DraftKeeper(call as unknown as Call, tell, 1000);
});
afterEach(() => vi.useRealTimers());

it("saves once, after a pause in the changes, what was written last", async () => {
  keeper.change("a");
  await vi.advanceTimersByTimeAsync(900);
  keeper.change("ab");
  await vi.advanceTimersByTimeAsync(1000);
  expect(call.mock.calls).toEqual([["save_draft", "ab"]]);
  expect(tell).toHaveBeenLastCalledWith("saved");
  expect(keeper.unsaved).toBe(false);
});

it("keeps what could not be saved, and tries again", async () => {
  call.mockRejectedValueOnce(new Unreachable("offline"));
  keeper.change("a");
  await vi.advanceTimersByTimeAsync(1000);
  expect(tell).toHaveBeenLastCalledWith("failed");
  expect(keeper.unsaved).toBe(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(call).toHaveBeenCalledTimes(2);
  expect(keeper.unsaved).toBe(false);
});

it("does not call a draft saved that was changed while it was on its way", async () => {
  let arrive = (): void => undefined;
  call.mockReturnValueOnce(new Promise<void>((resolve) => (arrive = resolve)));
  keeper.change("a");
  const sending = keeper.flush();
  keeper.change("ab");
  arrive();
  await sending;
  expect(keeper.unsaved).toBe(true);
});

it("sends nothing when nothing has changed", async () => {
  await keeper.flush();
  expect(call).not.toHaveBeenCalled();
});
