import { describe, expect, it, vi } from "vitest";

import { type Call, Refused, Unreachable } from "../../../xblocks/ui/server";
import { newId, submitter } from "../../../xblocks/ui/submission";

const ANSWER = { refused: [] };

function recorder(...outcomes: readonly (Error | typeof ANSWER)[]): {
  call: Call;
  ids: () => unknown[];
} {
  const call = vi.fn();
  for (const outcome of outcomes) {
    if (outcome instanceof Error) call.mockRejectedValueOnce(outcome);
    else call.mockResolvedValueOnce(outcome);
  }
  return {
    call: call as unknown as Call,
    ids: () => call.mock.calls.map(([, data]) => (data as { attempt_id: string }).attempt_id),
  };
}

describe("submitter", () => {
  it("keeps the attempt's id while the same input has no answer", async () => {
    const { call, ids } = recorder(new Unreachable("offline"), ANSWER);
    const submit = submitter(call);
    await expect(submit({ program: "M30" })).rejects.toBeInstanceOf(Unreachable);
    await submit({ program: "M30" });
    expect(new Set(ids()).size).toBe(1);
  });

  it("gives a new id to another input", async () => {
    const { call, ids } = recorder(new Unreachable("offline"), ANSWER);
    const submit = submitter(call);
    await submit({ program: "M30" }).catch(() => undefined);
    await submit({ program: "M02" });
    expect(new Set(ids()).size).toBe(2);
  });

  it("gives a new id once the server has answered or refused", async () => {
    const refusal = new Refused(409, { "zh-Hans": "已存在", en: "exists" });
    const { call, ids } = recorder(ANSWER, refusal, ANSWER);
    const submit = submitter(call);
    await submit({});
    await submit({}).catch(() => undefined);
    await submit({});
    expect(new Set(ids()).size).toBe(3);
  });
});

it("makes ids that are random UUIDs of version 4", () => {
  const ids = Array.from({ length: 50 }, newId);
  expect(new Set(ids).size).toBe(50);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
