import { afterEach, describe, expect, it, vi } from "vitest";

import type { Remark } from "../../../../xblocks/ui/attempt";
import "../../../../xblocks/nc/ui/findings";
import type { Findings } from "../../../../xblocks/nc/ui/findings";
import type { Simulation } from "../../../../xblocks/nc/ui/model";

const remark = (id: string, over: Partial<Remark> = {}): Remark => ({
  id,
  message: { "zh-Hans": `${id} 中文`, en: `${id} in English` },
  cost: 0,
  line: null,
  column: null,
  end_column: null,
  at_s: null,
  ...over,
});

async function shown(alarms: Remark[], findings: Remark[], lang = "zh-CN"): Promise<Findings> {
  document.documentElement.lang = lang;
  const list = document.createElement("nc-findings");
  const run = { alarms, findings, cycle_time_s: 65, removed_mm3: 12_345 };
  list.simulation = run as unknown as Simulation;
  document.body.append(list);
  await list.updateComplete;
  return list;
}

const textOf = (list: Findings): string =>
  (list.shadowRoot?.textContent ?? "").replace(/\s+/g, " ");

afterEach(() => document.body.replaceChildren());

describe("nc-findings", () => {
  it("says of a clean run how long it takes and how much it cuts", async () => {
    expect(textOf(await shown([], []))).toContain("没有报警。加工时间 1:05，切除 12.3 cm³。");
  });

  it("lists alarms by their number, then findings, in the learner's language", async () => {
    const alarms = [remark("PS0020", { line: 4, column: 5 })];
    const text = textOf(await shown(alarms, [remark("no-coolant")], "en"));
    expect(text).toContain("Alarms: 1. Findings: 1.");
    expect(text.indexOf("PS0020 in English")).toBeLessThan(text.indexOf("no-coolant in English"));
    expect(text).toContain("Line 4, column 5");
  });

  it("leads to the place of an alarm", async () => {
    const list = await shown([remark("PS0020", { line: 4 })], []);
    const went = vi.fn();
    document.body.addEventListener("gongxue-goto", (event) => went((event as CustomEvent).detail));
    list.shadowRoot?.querySelector("button")?.click();
    expect(went).toHaveBeenCalledWith({ line: 4, column: 1 });
  });
});
