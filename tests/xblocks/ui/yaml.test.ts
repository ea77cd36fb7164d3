import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";

import { fromSchema } from "../../../xblocks/ui/yaml";

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
