import { afterEach, describe, expect, it, vi } from "vitest";

import type { GradedAttempt, Remark } from "../../../xblocks/ui/attempt";
import "../../../xblocks/ui/report";
import type { Report } from "../../../xblocks/ui/report";

const remark = (over: Partial<Remark>): Remark => ({
  id: "x",
  message: { "zh-Hans": "槽深超差", en: "Too deep" },
  cost: 0,
  line: null,
  column: null,
  end_column: null,
  at_s: null,
  ...over,
});

const attempt: GradedAttempt = {
  id: "1",
  evidence: { kind: "nc", digest: "", engine: "nc/1", seed: 1, input: {} },
  points: 7.5,
  out_of: 10,
  remarks: [],
  marks: [
    {
      id: "pocket",
      title: { "zh-Hans": "型腔", en: "Pocket" },
      points: 3.5,
      out_of: 6,
      remarks: [remark({ cost: 2.5, line: 12, column: 5 }), remark({ at_s: 65 })],
    },
    { id: "rest", title: { "zh-Hans": "其余", en: "Rest" }, points: 4, out_of: 4, remarks: [] },
  ],
};

async function shown(set: Partial<Report>, lang = "zh-CN"): Promise<Report> {
  document.documentElement.lang = lang;
  const report = Object.assign(document.createElement("gongxue-report"), set);
  document.body.append(report);
  await report.updateComplete;
  return report;
}

const textOf = (report: Report): string =>
  (report.shadowRoot?.textContent ?? "").replace(/\s+/g, " ");

afterEach(() => document.body.replaceChildren());

describe("gongxue-report", () => {
  it("says why the reasons are not shown", async () => {
    const later = await shown({ attempt: { ...attempt, withheld: "after-last" } });
    expect(textOf(later)).toContain("扣分原因和检验报告在提交次数用完后显示");
    const never = await shown({ attempt: { ...attempt, withheld: "marks-only" } }, "en");
    expect(textOf(never)).toContain("marks only");
  });

  it("shows nothing before there is a result", async () => {
    expect(textOf(await shown({})).trim()).toBe("");
  });

  it("shows what was measured beside its limits, open where something is out of them", async () => {
    const row = {
      id: "diameter",
      title: { "zh-Hans": "直径", en: "diameter" },
      nominal: 25,
      lower: 25,
      upper: 25.021,
      measured: 25.034,
      unit: "mm",
      passed: false,
      at_least: false,
      line: 9,
      at_mm: [1, 2],
    };
    const flat = { ...row, id: "flatness", lower: null, upper: 0.02, measured: 0, passed: true };
    const measured = {
      ...attempt,
      marks: attempt.marks.map((mark) => ({ ...mark, measurements: [row, flat] })),
    };
    const report = await shown({ attempt: measured });
    for (const part of ["检验报告", "直径", "25 … 25.021", "25.034 mm", "不合格", "≤ 0.02"]) {
      expect(textOf(report)).toContain(part);
    }
    expect(report.shadowRoot?.querySelector("details")?.open).toBe(true);
    expect(textOf(await shown({ attempt }))).not.toContain("检验报告");
  });

  it("shows the score, each criterion and what each fault cost, in Chinese", async () => {
    const text = textOf(await shown({ attempt }));
    for (const part of ["7.5", "满分 10 分", "型腔", "3.5 / 6 分", "扣 2.5 分", "槽深超差"]) {
      expect(text).toContain(part);
    }
    expect(text).toContain("满分，没有扣分");
  });

  it("shows the same in English", async () => {
    const text = textOf(await shown({ attempt }, "en"));
    for (const part of ["of 10 points", "Pocket", "−2.5", "Too deep", "At 1:05"]) {
      expect(text).toContain(part);
    }
  });

  it("tells where the learner wants to go", async () => {
    const report = await shown({ attempt });
    const went = vi.fn();
    document.body.addEventListener("gongxue-goto", (event) => went((event as CustomEvent).detail));
    report.shadowRoot?.querySelector("button")?.click();
    expect(went).toHaveBeenCalledWith({ line: 12, column: 5 });
  });

  it("says of refused work that no attempt was used, instead of the last score", async () => {
    const report = await shown({ attempt, refused: [remark({ line: 3, column: 1 })] });
    expect(textOf(report)).toContain("不占用作答次数");
    expect(textOf(report)).not.toContain("7.5");
  });

  it("names its regions and headings", async () => {
    const root = (await shown({ attempt })).shadowRoot as ShadowRoot;
    expect(root.querySelector("section")?.getAttribute("aria-label")).toBe("成绩报告");
    expect([...root.querySelectorAll("h3")].map((one) => one.textContent)).toEqual([
      "型腔",
      "其余",
    ]);
  });
});
