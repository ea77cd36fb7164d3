import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import type { Preview } from "../../../../xblocks/nc/ui/preview";
import type { Call } from "../../../../xblocks/ui/server";

const EXERCISE = {
  machining: "milling",
  title: { "zh-Hans": "槽", en: "Slot" },
  brief: { "zh-Hans": "铣槽", en: "Mill the slot" },
  rubric: [],
  codes: [],
  addresses: [],
  words: [],
  skeletons: [],
  features: [],
};

beforeAll(async () => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  await import("../../../../xblocks/nc/ui/preview");
});

afterEach(() => document.body.replaceChildren());

type Answers = Record<string, (data: { source: string; seed: number }) => unknown>;

async function shown(answers: Answers): Promise<[Preview, ReturnType<typeof vi.fn>]> {
  document.documentElement.lang = "en";
  const call = vi.fn((handler: string, data: unknown) =>
    Promise.resolve(answers[handler]?.(data as never)),
  );
  const preview = document.createElement("nc-preview");
  preview.call = call as unknown as Call;
  document.body.append(preview);
  await preview.updateComplete;
  return [preview, call];
}

async function settled(preview: Preview): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await Promise.resolve();
    await preview.updateComplete;
  }
}

const tab = (preview: Preview, id: string): void =>
  preview.shadowRoot?.querySelector<HTMLButtonElement>(`#tab-${id}`)?.click();

const textOf = (preview: Preview): string =>
  (preview.shadowRoot?.textContent ?? "").replace(/\s+/g, " ");

describe("nc-preview", () => {
  it("asks for nothing before there is a text without an error", async () => {
    const [preview, call] = await shown({});
    expect(call).not.toHaveBeenCalled();
    expect(textOf(preview)).toContain("Once the text has no error");
  });

  it("passes over a late answer to an older text", async () => {
    const waiting: ((answer: unknown) => void)[] = [];
    const [preview] = await shown({
      studio_preview: () => new Promise((resume) => waiting.push(resume)),
    });
    preview.source = "old";
    await settled(preview);
    preview.source = "new";
    await settled(preview);
    tab(preview, "reference");
    waiting[1]?.({ exercise: EXERCISE, has_reference: false });
    await settled(preview);
    waiting[0]?.({ exercise: EXERCISE, has_reference: true });
    await settled(preview);
    expect(textOf(preview)).toContain("There is no reference program");
  });

  it("keeps what it showed and says so if a seed's variant has an error", async () => {
    const [preview] = await shown({ studio_preview: () => ({ problems: [{}] }) });
    preview.source = "text";
    await settled(preview);
    expect(textOf(preview)).toContain("Seed 0 has an error");
  });

  it("compares the variants only when they are looked at, and shows the seed chosen", async () => {
    const row = { seed: 4, values: { a: 1 }, title: null, out_of: 10, problems: [] };
    const [preview, call] = await shown({
      studio_preview: () => ({ exercise: EXERCISE, has_reference: false }),
      studio_variants: () => ({ variants: [row] }),
    });
    preview.source = "text";
    tab(preview, "reference");
    await settled(preview);
    expect(call.mock.calls.map(([handler]) => handler)).toEqual(["studio_preview"]);
    tab(preview, "variants");
    await settled(preview);
    preview.shadowRoot?.querySelector<HTMLButtonElement>("tbody button")?.click();
    tab(preview, "reference");
    await settled(preview);
    expect(call).toHaveBeenLastCalledWith("studio_preview", { source: "text", seed: 4 });
  });

  it("runs the reference and reports its marks", async () => {
    const attempt = { points: 9, out_of: 10, marks: [], remarks: [] };
    const [preview] = await shown({
      studio_preview: () => ({ exercise: EXERCISE, has_reference: true }),
      studio_reference: () => ({ program: "M30", attempt }),
    });
    preview.source = "text";
    tab(preview, "reference");
    await settled(preview);
    preview.shadowRoot?.querySelector<HTMLButtonElement>("#panel-reference button")?.click();
    await settled(preview);
    expect(preview.shadowRoot?.querySelector("gongxue-report")?.attempt).toBe(attempt);
    expect(preview.shadowRoot?.querySelector("nc-program")?.start).toBe("M30");
  });
});
