import type { Text } from "../../../../xblocks/ui/text";
import type { Code, Writing } from "../../../../xblocks/nc/ui/writing";

export const said = (en: string): Text => ({ "zh-Hans": `中${en}`, en });

function code(name: string, group: string, example = ""): Code {
  return { code: name, group, title: said(`title of ${name}`), help: said(`what ${name} does`), example };
}

function meaning(letters: string, codes: readonly string[], text: string) {
  return { letters: letters.split(" "), codes, text: said(text) };
}

/** A small milling control. */
export const MILL: Writing = {
  codes: [
    code("G00", "01"),
    code("G01", "01", "G01 X5. F100."),
    code("G02", "01"),
    code("G04", "00"),
    code("G65", "00"),
    code("G66", "12"),
    code("G83", "09"),
    code("G90", "03"),
    code("G91", "03"),
    code("M03", "M"),
  ],
  addresses: [..."FGKMNPQRSXYZ", ",C"],
  words: [
    meaning("X", ["G65", "G66"], "argument"),
    meaning("P X", ["G04"], "time"),
    meaning("X", ["G91"], "distance"),
    meaning("X", [], "coordinate"),
    meaning("R", ["G83"], "R level"),
    meaning("R", ["G02"], "radius"),
    meaning(",C", [], "chamfer"),
  ],
  skeletons: [{ name: "G83", title: said("pecking"), blocks: "G99 G83 X0. R2.\nG80" }],
};
