import { describe, expect, it } from "vitest";

import { helpAt } from "../../../../xblocks/nc/ui/word-help";
import { MILL } from "./controls";

function meant(line: string, word: string, inForce: string[] = []): string | undefined {
  return helpAt(line, line.indexOf(word), MILL, inForce, "en")?.lines[0];
}

describe("help for a word", () => {
  it("is a code's title, sentence, group and example", () => {
    expect(helpAt("N5 G1 X5.", 3, MILL, [], "en")).toEqual({
      from: 3,
      to: 5,
      name: "G01",
      lines: ["title of G01", "what G01 does", "Group 01, modal: holds until another of its group"],
      example: "G01 X5. F100.",
    });
  });

  it("is in the page's language", () => {
    expect(helpAt("G04 P5", 0, MILL, [], "zh-Hans")?.lines).toEqual([
      "中title of G04",
      "中what G04 does",
      "00 组，只在本段有效",
    ]);
  });

  it("says that a code is not known to the machine", () => {
    expect(meant("G77 X1", "G77")).toBe("This machine has no such code.");
  });

  it("tells what a coordinate is in the mode in force", () => {
    expect(meant("X5.", "X", ["G00", "G90"])).toBe("coordinate");
    expect(meant("X5.", "X", ["G00", "G91"])).toBe("distance");
  });

  it("lets a code of the line count before one in force of its group", () => {
    expect(meant("G90 X5.", "X", ["G91"])).toBe("coordinate");
    expect(meant("R5.", "R", ["G83"])).toBe("R level");
    expect(meant("G02 X1. R5.", "R", ["G00"])).toBe("radius");
  });

  it("takes words for arguments only in the block of the call", () => {
    expect(meant("G66 P9100 X5.", "X5")).toBe("argument");
    expect(meant("X5.", "X", ["G66", "G90"])).toBe("coordinate");
  });

  it("explains macro words and kinds of variables", () => {
    expect(meant("WHILE[#1LT5]DO1", "WHILE")).toContain("Repeats");
    expect(meant("#1=#500+#5021", "#1")).toContain("local");
    expect(meant("#1=#500+#5021", "#500")).toContain("common");
    expect(meant("#1=#500+#5021", "#5021")).toContain("system");
  });

  it("is silent where nothing is known", () => {
    expect(helpAt("(X5)", 1, MILL, [], "en")).toBeNull();
    expect(helpAt("U5.", 0, MILL, [], "en")).toBeNull();
  });
});
