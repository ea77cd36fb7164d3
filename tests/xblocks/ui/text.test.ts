import { afterEach, describe, expect, it } from "vitest";

import { fill, languageAround, languageOf } from "../../../xblocks/ui/text";

afterEach(() => {
  document.documentElement.lang = "";
  document.body.replaceChildren();
});

describe("languageOf", () => {
  it.each(["zh", "zh-CN", "ZH-Hans", "", null, undefined])("reads %s as Chinese", (tag) => {
    expect(languageOf(tag)).toBe("zh-Hans");
  });

  it.each(["en", "en-GB", "fr"])("reads %s as English", (tag) => {
    expect(languageOf(tag)).toBe("en");
  });
});

describe("languageAround", () => {
  it("looks through shadow roots for the nearest ancestor that states a language", () => {
    document.body.innerHTML = '<div lang="zh-CN"><section lang="en"><p></p></section></div>';
    const host = document.querySelector("p") as HTMLElement;
    const inner = document.createElement("span");
    host.attachShadow({ mode: "open" }).append(inner);
    expect(languageAround(inner)).toBe("en");
  });

  it("takes the document's language when no ancestor states one", () => {
    document.documentElement.lang = "en";
    expect(languageAround(document.createElement("p"))).toBe("en");
  });
});

describe("fill", () => {
  it("puts values in their places and leaves a place without a value as it is", () => {
    expect(fill("{a} of {b}", { a: 3 })).toBe("3 of {b}");
  });
});
