/** The browser's half of the XBlock runtime: finds the blocks in a page and starts them. */

import $, { type JQueryOfHost } from "jquery";

type BlockElement = Element | JQueryOfHost;
type Listener = (data: unknown) => void;

/** What a block's script made of the block, and what other blocks may ask of it. */
export interface Block {
  element: Element;
  name: string | undefined;
  type: string | undefined;
  [member: string]: unknown;
}

/** Starts a block: an ordinary function, a class, or an arrow function. */
type Start = (runtime: Runtime, element: Element, args: unknown) => unknown;

const BLOCKS = ".xblock-v1";
const blocksWithin = new WeakMap<Element, Block[]>();

/** What every block's script is given. */
export class Runtime {
  private readonly listeners = new Map<string, Listener[]>();

  constructor(private readonly handlers: string) {}

  /** The URL of a block's handler. */
  handlerUrl(element: BlockElement, handler: string, suffix = "", query = ""): string {
    const usage = plain(element).getAttribute("data-usage") ?? "";
    const tail = suffix === "" ? "" : `/${suffix.replace(/^\//, "")}`;
    const question = query === "" ? "" : `?${query.replace(/^[?&]/, "")}`;
    return `${this.handlers}${encodeURIComponent(usage)}/handler/${handler}${tail}${question}`;
  }

  /** The blocks right inside this one, in the order of the page. */
  children(element: BlockElement): Block[] {
    return blocksWithin.get(plain(element)) ?? [];
  }

  /** The child of that name. */
  childMap(element: BlockElement, name: string): Block | undefined {
    return this.children(element).find((child) => child.name === name);
  }

  /** Tell whoever listens in this page. */
  notify(name: string, data?: unknown): void {
    for (const listener of this.listeners.get(name) ?? []) listener(data);
  }

  /** Hear what blocks notify of. */
  listenTo(name: string, listener: Listener): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }
}

/** Start every block below `root`, the inner before the outer. A block that fails stops no other:
 * `failed` is told. */
export function startBlocks(
  root: Element,
  runtime: Runtime,
  failed: (element: Element, error: unknown) => void,
): Block[] {
  return outermost(root).map((element) => {
    blocksWithin.set(element, startBlocks(element, runtime, failed));
    let made: unknown;
    try {
      made = start(element, runtime);
    } catch (error) {
      failed(element, error);
    }
    return finish(element, made);
  });
}

function outermost(root: Element): Element[] {
  return Array.from(root.children).flatMap((child) =>
    child.matches(BLOCKS) ? [child] : outermost(child),
  );
}

function start(element: Element, runtime: Runtime): unknown {
  const name = element.getAttribute("data-init");
  if (name === null) return undefined;
  const init = (window as unknown as Record<string, Start | undefined>)[name];
  if (typeof init !== "function") throw new Error(`The block's script defines no ${name}`);
  const args = argumentsOf(element);
  // Blocks are written for LMSs that construct them; an arrow function can only be called.
  return Object.hasOwn(init, "prototype")
    ? (Reflect.construct(init, [runtime, element, args]) as unknown)
    : init(runtime, element, args);
}

function argumentsOf(element: Element): unknown {
  const script = element.querySelector(":scope > script.xblock_json_init_args");
  return script?.textContent ? JSON.parse(script.textContent) : {};
}

function finish(element: Element, made: unknown): Block {
  const own = Object(made) === made ? (made as object) : {};
  const block = Object.assign(own, {
    element,
    name: element.getAttribute("data-name") ?? undefined,
    type: element.getAttribute("data-block-type") ?? undefined,
  }) as Block;
  element.classList.add("xblock-initialized");
  $(element).trigger("xblock-initialized");
  return block;
}

function plain(element: BlockElement): Element {
  const found = element instanceof Element ? element : element.get(0);
  if (found === undefined) throw new Error("There is no such block in the page");
  return found;
}
