import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import { completing, templateOf } from "../../../../xblocks/nc/ui/completion";
import { MILL } from "./controls";

function offered(doc: string, explicit: boolean): string[] | null {
  const state = EditorState.create({ doc });
  const context = new CompletionContext(state, doc.length, explicit);
  return completing(MILL, "en")(context)?.options.map(({ label }) => label) ?? null;
}

describe("completion", () => {
  it("offers codes by itself where a G or M begins", () => {
    expect(offered("G0", false)).toEqual(MILL.codes.map(({ code }) => code));
    expect(offered("X5. M", false)).not.toBeNull();
  });

  it.each(["G01", "X5", "", "GM", "(G0", "#G", "[G"])("leaves %j alone unless asked", (doc) => {
    expect(offered(doc, false)).toBeNull();
  });

  it("offers skeletons and explained addresses too when asked", () => {
    const labels = offered("", true);
    expect(labels).toEqual(expect.arrayContaining(["G01", "G83 …", "X", ",C"]));
    expect(labels).not.toContain("K");
  });

  it("offers nothing in a comment, even when asked", () => {
    expect(offered("G01 (drill", true)).toBeNull();
    expect(offered("G01 ;M0", true)).toBeNull();
    expect(offered("(done) G", true)).not.toBeNull();
  });

  it("shows sentence and example of a code", () => {
    const context = new CompletionContext(EditorState.create({ doc: "G0" }), 2, true);
    const line = completing(MILL, "en")(context)?.options.find(({ label }) => label === "G01");
    const dom = (line?.info as () => HTMLElement)();
    expect(dom.textContent).toContain("what G01 does");
    expect(dom.querySelector("pre")?.textContent).toBe("G01 X5. F100.");
  });
});

describe("a skeleton's places to fill in", () => {
  it("are the numbers of its words, not of its codes", () => {
    expect(templateOf({ blocks: "G99 G83 X0. R-2.\nM30" })).toBe(
      "G99 G83 X${1:0.} R${2:-2.}\nM30",
    );
  });

  it("let P and Q follow the block numbers that they name", () => {
    expect(templateOf({ blocks: "G71 P10 Q20 U0.5\nN10 X1.\nN20 X2." })).toBe(
      "G71 P${1:10} Q${2:20} U${3:0.5}\nN${1:10} X${4:1.}\nN${2:20} X${5:2.}",
    );
  });
});
