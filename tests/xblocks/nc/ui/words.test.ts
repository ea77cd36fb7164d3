import { describe, expect, it } from "vitest";

import { codeName, codesOf, isBlank, wordAt, wordsOf } from "../../../../xblocks/nc/ui/words";

describe("the words of a line", () => {
  it("are found with their places, with and without blanks", () => {
    expect(wordsOf("N10G1 X - 5.").map(({ letter, value }) => letter + value)).toEqual([
      "N10",
      "G1",
      "X-5.",
    ]);
    expect(wordAt("N10 G01 X5.", 8)).toEqual({ letter: "X", value: "5.", from: 8, to: 11 });
  });

  it("end before the blanks behind them", () => {
    expect(wordAt("G01   X5", 4)).toBeNull();
  });

  it("are those right of a cursor between two, or the one that ends there", () => {
    expect(wordAt("G01X5", 3)?.letter).toBe("X");
    expect(wordAt("G01 X5", 3)?.letter).toBe("G");
  });

  it("are not found in comments", () => {
    expect(wordsOf("(G01) G00 ;M03").map(({ letter }) => letter)).toEqual(["G"]);
    expect(wordAt("(G01) G00", 2)).toBeNull();
  });

  it("are macro words, variables and corners too", () => {
    expect(wordsOf("IF[#101GT2]GOTO10 X5,C2").map(({ letter }) => letter)).toEqual([
      "IF",
      "#",
      "GT",
      "GOTO",
      "X",
      ",C",
    ]);
  });

  it.each([
    ["1", "G01"],
    ["001", "G01"],
    ["54.1", "G54.1"],
    ["80", "G80"],
    ["", null],
    ["-1", null],
  ])("G%s is %s", (value, name) => {
    expect(codeName({ letter: "G", value })).toBe(name);
  });

  it("gives the codes of a line by name", () => {
    expect(codesOf("g1 x5 M3")).toEqual(["G01", "M03"]);
  });

  it.each([
    ["", true],
    ["%", true],
    [" (comment) ", true],
    ["N10", false],
  ])("%j has no block: %s", (line, blank) => {
    expect(isBlank(line)).toBe(blank);
  });
});
