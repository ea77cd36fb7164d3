import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import { fromSchema, variantNames } from "../../../xblocks/ui/yaml";

const complete = fromSchema({
  required: ["target"],
  properties: {
    title: {},
    target: {
      properties: {
        features: { items: { properties: { kind: { enum: ["slot", "hole"] }, depth_mm: {} } } },
      },
    },
  },
});

/** What is offered at the end of a text: "from: label, label". */
function offered(text: string, explicit = true): string | null {
  const state = EditorState.create({ doc: text });
  const result = complete(new CompletionContext(state, text.length, explicit));
  return result && `${result.from}: ${result.options.map(({ label }) => label).join(", ")}`;
}

describe("completion from the schema", () => {
  it("offers the keys of the mapping that the line belongs to", () => {
    expect(offered("ti")).toBe("0: title, target");
    expect(offered("target:\n  fea")).toBe("10: features");
    expect(offered("target:\n  features:\n    - ")).toBe("26: kind, depth_mm");
    expect(offered("target:\n  features:\n    - kind: slot\n      dep")).toBe("43: kind, depth_mm");
  });

  it("offers the values that the schema lists", () => {
    expect(offered("target:\n  features:\n    - kind: s")).toBe("32: slot, hole");
  });

  it("stays quiet on an empty line until it is asked", () => {
    expect(offered("title: x\n", false)).toBeNull();
    expect(offered("title: x\n")).toBe("9: title, target");
  });

  it("stays quiet where anything may be written", () => {
    expect(offered("title: so")).toBeNull();
    expect(offered("nowhere:\n  ")).toBeNull();
  });
});

describe("completion of formulas", () => {
  const variants = "variants:\n  # drawn\n  wide_mm: [1, 2]\n  deep_mm:\n    from: 1\n\n  half: =wide_mm\n";

  it("knows the names that are drawn, not what is inside them", () => {
    expect(variantNames(variants)).toEqual(["wide_mm", "deep_mm", "half"]);
    expect(variantNames(`${variants}title: x\n  no: 1\n`)).toEqual(["wide_mm", "deep_mm", "half"]);
    expect(variantNames("title: x\n")).toEqual([]);
  });

  it("offers them after = and inside a text, where they are wanted", () => {
    const names = "wide_mm, deep_mm, half";
    const at = (text: string, typed = 0): string => `${variants.length + text.length - typed}: ${names}`;
    for (const text of ["size: =", "size: [3, =", "size: =2 * ", "- =", "  G01 Z-[=", "x: [="]) {
      expect(offered(variants + text)).toBe(at(text));
    }
    expect(offered(`${variants}size: =2 * wi`, false)).toBe(at("size: =2 * wi", 2));
    expect(offered(`${variants}size: =`, false)).toBeNull();
  });

  it("says nothing about names outside of formulas", () => {
    expect(offered(`${variants}title: so`)).toBeNull();
    expect(offered(`${variants}text: [=wide_mm] mm`)).toBeNull();
  });
});
