import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { showToken } from "../../../../../lti_tool/web/ui/host/network";

const OURS = [
  "/xblock/u1/handler/do",
  "/xblock/u1/handler/do?x=1",
  `${location.origin}/xblock/u1/handler/do`,
];
const OTHERS = [
  "/xblockade",
  "/activity",
  "/xblock-resource/acid/1/public/a.js",
  "/xblock/../activity",
  "https://example.com/xblock/u1/handler/do",
  "//example.com/xblock/u1/handler/do",
  "data:text/plain,/xblock/",
];

const plainFetch = window.fetch;
const { open: plainOpen, setRequestHeader: plainSetHeader } = XMLHttpRequest.prototype;
const ended = vi.fn();

afterEach(() => {
  window.fetch = plainFetch;
  XMLHttpRequest.prototype.open = plainOpen;
  XMLHttpRequest.prototype.setRequestHeader = plainSetHeader;
  ended.mockReset();
});

describe("fetch", () => {
  const sent = vi.fn<(input: RequestInfo | URL, init?: RequestInit) => Promise<Response>>();

  beforeEach(() => {
    sent.mockReset().mockResolvedValue(new Response("{}"));
    window.fetch = sent;
    showToken("secret", "/xblock/", ended);
  });

  test.each(OURS)("shows the token to %s", async (url) => {
    await fetch(url, { method: "POST", body: "{}", headers: { "X-Own": "kept" } });
    const asked = sent.mock.calls[0]?.[0] as Request;
    expect(asked.headers.get("Authorization")).toBe("Bearer secret");
    expect(asked.headers.get("X-Own")).toBe("kept");
    expect([asked.method, await asked.text()]).toEqual(["POST", "{}"]);
  });

  test.each(OTHERS)("never to %s", async (url) => {
    await fetch(url);
    expect(sent).toHaveBeenCalledExactlyOnceWith(url, undefined);
  });

  test("tells when the visit has ended, and not at any other answer", async () => {
    await fetch(OURS[0] ?? "");
    expect(ended).not.toHaveBeenCalled();
    sent.mockResolvedValue(new Response("{}", { status: 401 }));
    await fetch(OURS[0] ?? "");
    expect(ended).toHaveBeenCalledOnce();
  });
});

describe("XMLHttpRequest", () => {
  const header = vi.fn();

  beforeEach(() => {
    header.mockReset();
    XMLHttpRequest.prototype.open = vi.fn();
    XMLHttpRequest.prototype.setRequestHeader = header;
    showToken("secret", "/xblock/", ended);
  });

  test.each(OURS)("shows the token to %s", (url) => {
    new XMLHttpRequest().open("POST", url);
    expect(header).toHaveBeenCalledExactlyOnceWith("Authorization", "Bearer secret");
  });

  test.each(OTHERS)("never to %s", (url) => {
    new XMLHttpRequest().open("POST", url);
    expect(header).not.toHaveBeenCalled();
  });

  test("tells when the visit has ended", () => {
    const request = new XMLHttpRequest();
    request.open("POST", OURS[0] ?? "");
    Object.defineProperty(request, "status", { value: 401 });
    request.dispatchEvent(new Event("load"));
    expect(ended).toHaveBeenCalledOnce();
  });
});
