import { afterEach, describe, expect, it } from "vitest";

import type { AskedOffsets, Offsets } from "../../../../xblocks/nc/ui/model";
import "../../../../xblocks/nc/ui/offsets";
import type { NcOffsets } from "../../../../xblocks/nc/ui/offsets";

const MILL: AskedOffsets = {
  work: ["G54"],
  work_axes: ["X", "Y", "Z"],
  tools: [1, 2],
  tool_axes: ["H"],
};

async function shown(entered: Offsets = { work: {}, tools: {} }): Promise<NcOffsets> {
  const fields = Object.assign(document.createElement("nc-offsets"), { asked: MILL, entered });
  document.body.append(fields);
  await fields.updateComplete;
  return fields;
}

function field(fields: NcOffsets, label: string): HTMLInputElement {
  const found = fields.shadowRoot?.querySelector<HTMLInputElement>(`[aria-label="${label}"]`);
  if (found == null) throw new Error(`no field ${label}`);
  return found;
}

function type(input: HTMLInputElement, value: string): void {
  input.value = value;
  input.dispatchEvent(new Event("change"));
}

afterEach(() => document.body.replaceChildren());

describe("nc-offsets", () => {
  it("has a field for each axis of each coordinate system and tool, what is not entered 0", async () => {
    const fields = await shown({ work: { G54: [-300, -200, 0] }, tools: {} });
    expect(field(fields, "G54 Y, mm").value).toBe("-200");
    expect(field(fields, "T2 H, mm").value).toBe("0");
    expect(fields.shadowRoot?.querySelectorAll("input")).toHaveLength(5);
  });

  it("tells all that was entered after each change", async () => {
    const fields = await shown();
    const told: Offsets[] = [];
    fields.addEventListener("nc-offsets", (event) => told.push((event as CustomEvent).detail));
    type(field(fields, "G54 Z, mm"), "-450.5");
    await fields.updateComplete;
    type(field(fields, "T1 H, mm"), "125");
    expect(told.at(-1)).toEqual({ work: { G54: [0, 0, -450.5] }, tools: { "1": [125] } });
  });

  it("takes an empty field for 0", async () => {
    const fields = await shown({ work: {}, tools: { "1": [125] } });
    type(field(fields, "T1 H, mm"), "");
    expect(fields.entered.tools["1"]).toEqual([0]);
  });
});
