import { describe, expect, it } from "vitest";

import { ITEM, type Schema, keysAt, pathTo, schemaFor, valuesAt } from "../../../xblocks/ui/schema";

const schema: Schema = {
  type: "object",
  required: ["title"],
  properties: {
    title: { $ref: "#/$defs/text", title: "Title" },
    tools: { type: "array", items: { $ref: "#/$defs/tool" } },
    offsets: { type: "object", additionalProperties: { properties: { x: {}, y: {} } } },
  },
  $defs: {
    text: { properties: { "zh-Hans": {}, en: {} } },
    tool: {
      anyOf: [
        { properties: { shape: { enum: ["flat", "ball"] } } },
        { properties: { number: { description: "T" } }, required: ["number"] },
      ],
    },
  },
};

const names = (path: Parameters<typeof keysAt>[1]): string[] =>
  keysAt(schema, path).map(({ name }) => name);

describe("pathTo", () => {
  it("is empty at the left edge", () => {
    expect(pathTo(["title:", "  en: x"], 0)).toEqual([]);
  });

  it("goes through keys and list items that stand further left", () => {
    expect(pathTo(["tools:", "  - number: 1", "    shape: flat"], 4)).toEqual(["tools", ITEM]);
  });

  it("knows lists at the same column as their key", () => {
    expect(pathTo(["title:", "  en: x", "tools:", "- number: 1"], 2)).toEqual(["tools", ITEM]);
  });

  it("begins an item on the line of its dash", () => {
    expect(pathTo(["tools:", "  - number: 1", "  - "], 4)).toEqual(["tools", ITEM]);
  });

  it("is not led astray by comments, blank lines and deeper lines", () => {
    const lines = ["a:", "  b:", "    c: 1 # x: y", "", "# note: z", "  d:"];
    expect(pathTo(lines, 4)).toEqual(["a", "d"]);
  });
});

describe("schemaFor", () => {
  const [lathe, mill]: Schema[] = [{ title: "lathe" }, { title: "mill" }];
  const either = {
    if: { properties: { dialect: { enum: ["a", "b"] } } },
    then: lathe,
    else: mill,
  } as Schema;

  it("goes by the key of the root that decides", () => {
    expect(schemaFor(either, "format: 1\ndialect: b # a lathe\n")).toBe(lathe);
    expect(schemaFor(either, "format: 1\ndialect: c\n")).toBe(mill);
    expect(schemaFor(either, "target:\n  dialect: a\n")).toBe(mill);
  });

  it("is the schema itself where nothing decides", () => {
    expect(schemaFor(schema, "title: x")).toBe(schema);
  });
});

describe("keysAt", () => {
  it("lists the keys of the root and which are required", () => {
    const [title] = keysAt(schema, []);
    expect(title).toEqual({ name: "title", about: "Title", required: true });
    expect(names([])).toEqual(["title", "tools", "offsets"]);
  });

  it("follows references, items, choices and free keys", () => {
    expect(names(["title"])).toEqual(["zh-Hans", "en"]);
    expect(names(["tools", ITEM])).toEqual(["shape", "number"]);
    expect(names(["offsets", "G54"])).toEqual(["x", "y"]);
  });

  it("has nothing to say beyond the schema", () => {
    expect(names(["nowhere", "at", "all"])).toEqual([]);
  });
});

it("lists the values of an enumeration", () => {
  expect(valuesAt(schema, ["tools", ITEM, "shape"])).toEqual(["flat", "ball"]);
});
