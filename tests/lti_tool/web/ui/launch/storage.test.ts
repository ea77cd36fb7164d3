import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { get, placeOf, put } from "../../../../../lti_tool/web/ui/launch/storage";

const LMS = "https://lms.example";

type Frame = Window & { heard: [Record<string, unknown>, string][] };

/** A platform's frame that answers as `reply` says, from `origin`. */
function platform(
  reply: (message: Record<string, unknown>) => Record<string, unknown> | null,
  origin = LMS,
): Frame {
  const heard: Frame["heard"] = [];
  const postMessage = (message: Record<string, unknown>, to: string): void => {
    heard.push([message, to]);
    const data = reply(message);
    if (data !== null) window.dispatchEvent(new MessageEvent("message", { data, origin }));
  };
  return { heard, postMessage } as unknown as Frame;
}

const keeping = (message: Record<string, unknown>): Record<string, unknown> => ({
  subject: `${String(message["subject"])}.response`,
  message_id: message["message_id"],
  key: message["key"],
  value: message["value"] ?? "kept",
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function settled<T>(promise: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(2001);
  return promise;
}

describe("the platform's storage", () => {
  it("keeps a value, and is spoken to at its own origin only", async () => {
    const frame = platform(keeping);
    expect(await put({ frame, origin: LMS }, "key", "secret", window)).toBe(true);
    const [message, to] = frame.heard[0] ?? [];
    expect(to).toBe(LMS);
    expect(message).toMatchObject({ subject: "lti.put_data", key: "key", value: "secret" });
  });

  it("gives back what it keeps", async () => {
    expect(await get({ frame: platform(keeping), origin: LMS }, "key", window)).toBe("kept");
  });

  it.each([
    ["another origin", keeping, "https://evil.example"],
    ["another message's answer", (m: object) => ({ ...keeping({ ...m }), message_id: "x" }), LMS],
    ["an answer to another question", (m: object) => ({ ...keeping({ ...m }), subject: "x" }), LMS],
    ["an error", (m: object) => ({ ...keeping({ ...m }), error: { code: "bad_request" } }), LMS],
    ["no value", (m: object) => ({ ...keeping({ ...m }), value: null }), LMS],
    ["silence", () => null, LMS],
  ])("gives nothing for %s", async (_, reply, origin) => {
    const frame = platform(reply as typeof keeping, origin);
    expect(await settled(get({ frame, origin: LMS }, "key", window))).toBe(null);
  });

  it("does not trip over what other scripts post", async () => {
    const frame = platform((message) => {
      for (const data of [null, "text", 7]) {
        window.dispatchEvent(new MessageEvent("message", { data, origin: LMS }));
      }
      return keeping(message);
    });
    expect(await get({ frame, origin: LMS }, "key", window)).toBe("kept");
  });
});

describe("the place of the storage", () => {
  const around = { frames: { beside: { name: "beside" } } };
  const inFrame = { parent: around, opener: null } as unknown as Window;

  it("is the page around ours, or the frame of that name beside ours", () => {
    expect(placeOf("_parent", LMS, inFrame)?.frame).toBe(around);
    expect(placeOf("beside", LMS, inFrame)?.frame).toBe(around.frames.beside);
  });

  it("is nowhere if there is no such frame", () => {
    expect(placeOf("other", LMS, inFrame)).toBe(null);
  });

  it("is nowhere if another site's page does not tell its frames", () => {
    const frames = new Proxy(
      {},
      {
        get() {
          throw new DOMException("cross-origin", "SecurityError");
        },
      },
    );
    const here = { parent: { frames }, opener: null } as unknown as Window;
    expect(placeOf("other", LMS, here)).toBe(null);
  });

  it("is the opener's page for a window of our own, and nowhere without one", () => {
    const own: { parent?: unknown; opener: unknown } = { opener: around };
    own.parent = own;
    expect(placeOf("_parent", LMS, own as unknown as Window)?.frame).toBe(around);
    own.opener = null;
    expect(placeOf("_parent", LMS, own as unknown as Window)).toBe(null);
  });
});
