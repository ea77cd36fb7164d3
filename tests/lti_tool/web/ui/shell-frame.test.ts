import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Standing } from "../../../../lti_tool/web/ui/shell/commits";
import { Shell } from "../../../../lti_tool/web/ui/shell/frame";

let shell: Shell;

async function notice(standing: Standing, durable: boolean): Promise<string> {
  [shell.standing, shell.durable] = [standing, durable];
  await shell.updateComplete;
  return shell.shadowRoot!.querySelector("[role=status]")!.textContent!.trim();
}

beforeEach(() => {
  document.documentElement.lang = "en";
  shell = new Shell();
  document.body.append(shell);
});

afterEach(() => shell.remove());

describe("the line above a package", () => {
  it.each(["kept", "waiting"] as const)("is empty while all is well (%s)", async (standing) => {
    expect(await notice(standing, false)).toBe("");
  });

  it("asks to keep the window open where the device can't keep anything", async () => {
    expect(await notice("offline", false)).toContain("Keep this window open");
    expect(await notice("offline", true)).toContain("kept on this device");
  });

  it("says when nothing is recorded any more", async () => {
    expect(await notice("ended", true)).toContain("out of use");
    expect(await notice("refused", true)).toContain("no longer recorded");
  });

  it("names the package's frame", async () => {
    shell.name = "CNC safety";
    await shell.updateComplete;
    expect(shell.shadowRoot!.querySelector("iframe")!.title).toBe("CNC safety");
  });
});
