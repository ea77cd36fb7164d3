import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import {
  type BlockRuntime,
  Refused,
  Unreachable,
  caller,
  failureText,
} from "../../../xblocks/ui/server";

const runtime: BlockRuntime = { handlerUrl: (_element, handler) => `/handler/${handler}` };
const fetching = vi.fn<typeof fetch>();

beforeEach(() => vi.stubGlobal("fetch", fetching));
afterEach(() => {
  vi.unstubAllGlobals();
  fetching.mockReset();
  document.cookie = "csrftoken=; max-age=0";
});

function call<T>(data: unknown): Promise<T> {
  return caller(runtime, document.body, [0, 0])<T>("submit", data);
}

function answer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status });
}

describe("caller", () => {
  it("posts JSON to the handler and gives its answer", async () => {
    fetching.mockResolvedValue(answer({ ok: 1 }));
    expect(await call({ a: 2 })).toEqual({ ok: 1 });
    const [url, options] = fetching.mock.calls[0] as [string, RequestInit];
    expect(url).toBe("/handler/submit");
    expect(options.body).toBe('{"a":2}');
  });

  it("repeats the very same body until the network is back", async () => {
    fetching.mockRejectedValueOnce(new TypeError("offline"));
    fetching.mockResolvedValueOnce(answer({}, 502));
    fetching.mockResolvedValueOnce(answer({ ok: 1 }));
    expect(await call({ a: 2 })).toEqual({ ok: 1 });
    expect(fetching.mock.calls.map(([, options]) => options?.body)).toEqual(
      Array(3).fill('{"a":2}'),
    );
  });

  it("gives up after the last wait", async () => {
    fetching.mockRejectedValue(new TypeError("offline"));
    await expect(call({})).rejects.toBeInstanceOf(Unreachable);
    expect(fetching).toHaveBeenCalledTimes(3);
  });

  it("does not repeat what the server refused, and keeps its sentence", async () => {
    const error = { "zh-Hans": "没有次数", en: "No attempts" };
    fetching.mockResolvedValue(answer({ error }, 403));
    const refusal = await call({}).catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(Refused);
    expect(failureText(refusal)).toEqual(error);
    expect(fetching).toHaveBeenCalledTimes(1);
  });

  it("finds a sentence for a refusal without one", async () => {
    fetching.mockResolvedValue(new Response("<h1>Forbidden</h1>", { status: 403 }));
    const refusal = await call({}).catch((thrown: unknown) => thrown);
    expect(failureText(refusal).en).toContain("403");
  });

  it("sends Django's token where there is one", async () => {
    document.cookie = "csrftoken=abc";
    fetching.mockResolvedValue(answer({}));
    await call({});
    expect(fetching.mock.calls[0]?.[1]?.headers).toMatchObject({ "X-CSRFToken": "abc" });
  });
});

it("throws a bug on instead of finding a sentence for it", () => {
  expect(() => failureText(new RangeError("bug"))).toThrow(RangeError);
});
