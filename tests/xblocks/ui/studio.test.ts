import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import { type StudioArgs, type StudioPreview, mountStudio } from "../../../xblocks/ui/studio";

const FAULT = { line: 1, column: 1, message: { "zh-Hans": "错", en: "wrong" } };

beforeAll(() => {
  customElements.define("some-preview", class extends HTMLElement {});
});

afterEach(() => document.body.replaceChildren());

async function previewOf(over: Partial<StudioArgs>, name = "some-preview"): Promise<Element | null> {
  const block = document.createElement("div");
  block.className = "gongxue-exercise";
  document.body.append(block);
  const args: StudioArgs = {
    source: "title: x\n",
    settings: { display_name: "", weight: 1, max_attempts: null },
    problems: [],
    schema: {},
    ...over,
  };
  vi.stubGlobal("fetch", () => Promise.resolve(new Response('{"problems": []}')));
  mountStudio({ handlerUrl: () => "/" }, block, args, name);
  const studio = block.querySelector("gongxue-studio");
  await studio?.updateComplete;
  return studio?.shadowRoot?.querySelector(".preview > *") ?? null;
}

describe("gongxue-studio", () => {
  it("hands a text without a problem to the preview, with the way to the server", async () => {
    const preview = (await previewOf({})) as StudioPreview;
    expect(preview.source).toBe("title: x\n");
    expect(preview.call).toBeTypeOf("function");
  });

  it("hands it no text with a problem", async () => {
    const preview = (await previewOf({ problems: [FAULT] })) as StudioPreview;
    expect(preview.source).toBeUndefined();
  });

  it("has the text alone where there is no preview", async () => {
    expect(await previewOf({}, "no-such-preview")).toBeNull();
  });
});
