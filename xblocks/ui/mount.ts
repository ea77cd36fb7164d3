/** How an element of ours gets into the page that an LMS made. */

/** An LMS hands a block's script its element, or a jQuery object around it. */
export type Handed = Element | ArrayLike<Element>;

/** The block's own element. */
export function blockElement(handed: Handed): Element {
  const element = handed instanceof Element ? handed : handed[0];
  if (element === undefined) throw new Error("the block's element is missing");
  return element;
}

/** Put `child` in the block's place, instead of whatever was there. */
export function mount(handed: Handed, child: Element): void {
  const block = blockElement(handed);
  const place = block.matches(".gongxue-exercise")
    ? block
    : block.querySelector(".gongxue-exercise");
  if (place === null) throw new Error("the block has no .gongxue-exercise");
  place.replaceChildren(child);
}
