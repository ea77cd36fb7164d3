import $ from "jquery";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { Runtime, startBlocks } from "../../../../../lti_tool/web/ui/host/runtime";

const PAGE = `
  <div class="xblock xblock-v1" data-usage="u1" data-block-type="box" data-init="Box" id="box">
    <p><span>
      <div class="xblock xblock-v1" data-usage="u2" data-block-type="tool" data-name="drill"
           data-init="Tool" id="drill">
        <script type="json/xblock-args" class="xblock_json_init_args">{"size": 8}</script>
      </div>
    </span></p>
    <div class="xblock xblock-v1" data-usage="u3" data-block-type="text" data-name="note"></div>
  </div>`;

const globals = window as unknown as Record<string, unknown>;
const runtime = new Runtime("/xblock/");

const unexpected = (_element: Element, error: unknown): void => {
  throw error;
};

function element(id: string): Element {
  const found = document.getElementById(id);
  if (found === null) throw new Error(id);
  return found;
}

beforeEach(() => {
  document.body.innerHTML = PAGE;
  globals["Box"] = vi.fn();
  globals["Tool"] = vi.fn();
});

afterEach(() => {
  delete globals["Box"];
  delete globals["Tool"];
});

describe("starting blocks", () => {
  test("gives each block the runtime, its own element and its own arguments", () => {
    startBlocks(document.body, runtime, unexpected);
    expect(globals["Tool"]).toHaveBeenCalledExactlyOnceWith(runtime, element("drill"), { size: 8 });
    expect(globals["Box"]).toHaveBeenCalledExactlyOnceWith(runtime, element("box"), {});
  });

  test("starts the inner before the outer", () => {
    const order: string[] = [];
    globals["Tool"] = function () {
      order.push("tool");
    };
    globals["Box"] = function () {
      order.push("box");
    };
    startBlocks(document.body, runtime, unexpected);
    expect(order).toEqual(["tool", "box"]);
  });

  test.each([
    ["a constructor", function (this: { size: number }) { this.size = 1; }],
    ["a function that returns an object", function () { return { size: 1 }; }],
    ["an arrow function", () => ({ size: 1 })],
    ["a class", class { size = 1; }],
  ])("understands %s", (_kind, init) => {
    globals["Box"] = init;
    const [box] = startBlocks(document.body, runtime, unexpected);
    expect(box).toMatchObject({ size: 1, element: element("box"), type: "box" });
  });

  test("a block that fails is told of and stops no other", () => {
    const failed = vi.fn();
    globals["Tool"] = () => {
      throw new Error("broken");
    };
    startBlocks(document.body, runtime, failed);
    expect(failed).toHaveBeenCalledExactlyOnceWith(element("drill"), new Error("broken"));
    expect(globals["Box"]).toHaveBeenCalledOnce();
  });

  test("a block whose script is missing is told of", () => {
    const failed = vi.fn();
    delete globals["Box"];
    startBlocks(document.body, runtime, failed);
    expect(failed).toHaveBeenCalledOnce();
    expect(String(failed.mock.calls[0]?.[1])).toContain("defines no Box");
  });

  test("says that a block is ready, in the class and in the event that blocks wait for", () => {
    const ready = vi.fn();
    $(element("drill")).on("xblock-initialized", ready);
    startBlocks(document.body, runtime, unexpected);
    expect(ready).toHaveBeenCalledOnce();
    expect(element("drill").classList).toContain("xblock-initialized");
  });
});

describe("the runtime", () => {
  test("knows a block's children in their order, and by name", () => {
    startBlocks(document.body, runtime, unexpected);
    const children = runtime.children(element("box"));
    expect(children.map((child) => child.name)).toEqual(["drill", "note"]);
    expect(runtime.childMap(element("box"), "note")).toBe(children[1]);
    expect(runtime.childMap(element("box"), "nobody")).toBeUndefined();
    expect(runtime.children(element("drill"))).toEqual([]);
  });

  test.each([
    [["do"], "/xblock/u2/handler/do"],
    [["do", "a/b"], "/xblock/u2/handler/do/a/b"],
    [["do", "/a", "?x=1"], "/xblock/u2/handler/do/a?x=1"],
    [["do", "", "x=1&y=2"], "/xblock/u2/handler/do?x=1&y=2"],
  ] as const)("makes the handler URL of %j", ([handler, suffix, query], url) => {
    expect(runtime.handlerUrl(element("drill"), handler, suffix, query)).toBe(url);
    expect(runtime.handlerUrl($(element("drill")), handler, suffix, query)).toBe(url);
  });

  test("tells listeners, and only those of that name", () => {
    const [heard, deaf] = [vi.fn(), vi.fn()];
    runtime.listenTo("save", heard);
    runtime.listenTo("cancel", deaf);
    runtime.notify("save", { state: "end" });
    expect(heard).toHaveBeenCalledExactlyOnceWith({ state: "end" });
    expect(deaf).not.toHaveBeenCalled();
  });
});
