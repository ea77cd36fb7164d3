import { StringStream } from "@codemirror/language";
import { describe, expect, it } from "vitest";

import { codeAt, readToken } from "../../../../xblocks/nc/ui/gcode";

/** The words of a line with what each of them is: "G01:keyword X10.:variableName". */
function read(line: string): string {
  const stream = new StringStream(line, 2, 2);
  const state = { comment: false };
  const words: string[] = [];
  while (!stream.eol()) {
    stream.start = stream.pos;
    const kind = readToken(stream, state);
    if (kind !== null) words.push(`${stream.current()}:${kind}`);
  }
  return words.join(" ");
}

describe("readToken", () => {
  it.each([
    ["G01X10.F200", "G01:keyword X10.:variableName F200:propertyName"],
    ["n10 g2 x-5.5 m03", "n10:labelName g2:keyword x-5.5:variableName m03:typeName"],
    ["%", "%:operator"],
    ["/G00 Z50.", "/:operator G00:keyword Z50.:variableName"],
    ["(粗加工) M30", "(粗加工):comment M30:typeName"],
    ["T1 (未闭合", "T1:propertyName (未闭合:comment"],
    ["G0 X1; 到位", "G0:keyword X1:variableName ; 到位:comment"],
    ["#100=5", "#100:variableName =:operator 5:number"],
  ])("reads %s", (line, words) => {
    expect(read(line)).toBe(words);
  });

  it("marks full-width characters, a slip of Chinese keyboards, as invalid", () => {
    expect(read("Ｇ01 X10，")).toBe("Ｇ:invalid 01:number X10:variableName ，:invalid");
  });
});

describe("codeAt", () => {
  it("names the G or M word under the pointer, with two digits", () => {
    expect(codeAt("N10 G1 X5. M3", 5)).toEqual({ code: "G01", from: 4, to: 6 });
    expect(codeAt("N10 G1 X5. M3", 12)?.code).toBe("M03");
    expect(codeAt("G54.1 P1", 1)?.code).toBe("G54.1");
  });

  it("finds nothing between words and in comments", () => {
    expect(codeAt("N10 G1 X5.", 8)).toBeNull();
    expect(codeAt("(G01) G00", 2)).toBeNull();
    expect(codeAt("(G01) G00", 7)?.code).toBe("G00");
  });
});
