/** How much room an exercise has: it fills what its page leaves, and becomes tabs when narrow. */

import type { ReactiveController, ReactiveControllerHost } from "lit";

const NARROW_PX = 720;
const LEAST_PX = 480;
const MOST_PX = 1000;
const BELOW_PX = 8;
/** A page with more than this share above the exercise is scrolled to it anyway. */
const MUCH_ABOVE = 0.35;

/** The height that fills the window below `above_px`. */
export function heightFor(window_px: number, above_px: number): number {
  const taken = above_px > MUCH_ABOVE * window_px ? 0 : above_px;
  return Math.min(Math.max(window_px - taken - BELOW_PX, LEAST_PX), MOST_PX);
}

/** Keeps `narrow` and the custom property `--gx-frame-height` of its host up to date. */
export class Frame implements ReactiveController {
  narrow = false;
  private readonly resizing = new ResizeObserver(() => this.measure());

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.resizing.observe(this.host);
    window.addEventListener("resize", this.measure);
    window.visualViewport?.addEventListener("resize", this.measure);
    this.measure();
  }

  hostDisconnected(): void {
    this.resizing.disconnect();
    window.removeEventListener("resize", this.measure);
    window.visualViewport?.removeEventListener("resize", this.measure);
  }

  private readonly measure = (): void => {
    const { top, width } = this.host.getBoundingClientRect();
    const height = heightFor(visibleHeight(), top + window.scrollY);
    this.host.style.setProperty("--gx-frame-height", `${height}px`);
    const narrow = width > 0 && width < NARROW_PX;
    if (narrow === this.narrow) return;
    this.narrow = narrow;
    this.host.requestUpdate();
  };
}

/** The height that a phone's keyboard leaves, whatever the zoom. */
function visibleHeight(): number {
  const visible = window.visualViewport;
  return visible === null ? window.innerHeight : visible.height * visible.scale;
}
