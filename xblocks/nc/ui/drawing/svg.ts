/** A drawing as an SVG in black on white, in millimetres: on screen and on paper the same. */

import { type SVGTemplateResult, type TemplateResult, html, svg } from "lit";

import {
  EM,
  FRAME_HEIGHT,
  LETTER,
  type Run,
  SMALL_LETTER,
  type Sign,
  cellWidth,
  runWidth,
  widthOf,
} from "./lettering";
import {
  type Box,
  type Drawing,
  type Label,
  type LineKind,
  type Stroke,
  around,
  boxOf,
} from "./paper";

const THICK = 0.5;
const THIN = 0.22;

const WIDTHS: Readonly<Record<LineKind, number>> = {
  outline: THICK,
  thin: THIN,
  hidden: THIN,
  centre: THIN,
  phantom: THIN,
  cutting: 0.9,
};

const DASHES: Readonly<Partial<Record<LineKind, string>>> = {
  hidden: "3 1",
  centre: "8 1 0.8 1",
  phantom: "8 1 0.8 1 0.8 1",
};

const HATCH_STEP = 2.2;

/** The drawing with its accessible name. */
export function svgOf({ sheet, strokes, labels }: Drawing, name: string): TemplateResult {
  const [width, height] = sheet;
  const filled = strokes.filter(({ fill }) => fill === "hatch");
  return html`<svg
    class="drawing"
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label=${name}
    fill="none"
    stroke="#000"
    stroke-linecap="round"
    stroke-linejoin="round"
    font-family='"Noto Sans SC", "PingFang SC", "Microsoft YaHei", Arial, sans-serif'
  >
    <rect width=${width} height=${height} fill="#fff" stroke="none" />
    ${filled.map(hatching)} ${strokes.filter(hasLine).map(strokeOf)} ${labels.map(labelOf)}
  </svg>`;
}

/** Whether an area's boundary is drawn: not where another stroke is its edge. */
function hasLine({ kind, fill }: Stroke): boolean {
  return fill !== "hatch" || kind === "outline";
}

function strokeOf({ kind, points, closed = false, fill }: Stroke): SVGTemplateResult {
  const black = fill === "black";
  return svg`<path d=${pathOf(points, closed)} stroke-width=${WIDTHS[kind]}
    fill=${black ? "#000" : "none"} stroke-dasharray=${DASHES[kind] ?? "none"} />`;
}

function pathOf(points: Stroke["points"], closed: boolean): string {
  const places = points.map(([x, y]) => `${Number(x.toFixed(3))} ${Number(y.toFixed(3))}`);
  return `M${places.join("L")}${closed ? "Z" : ""}`;
}

/** Lines at 45° across an area, each cut where it enters and leaves: no pattern to be named. */
function hatching({ points }: Stroke): SVGTemplateResult {
  return svg`<path d=${hatchPath(points, around(points))} stroke-width=${THIN} />`;
}

/** The pieces of lines at 45° that lie in a closed outline. */
export function hatchPath(points: Stroke["points"], { x0, y0, x1, y1 }: Box): string {
  let path = "";
  const first = Math.ceil((x0 + y0) / HATCH_STEP) * HATCH_STEP;
  for (let sum = first; sum < x1 + y1; sum += HATCH_STEP) {
    const cuts: number[] = [];
    points.forEach(([bx, by], index) => {
      const [ax, ay] = points.at(index - 1) ?? [bx, by];
      const [a, b] = [ax + ay - sum, bx + by - sum];
      if (a > 0 !== b > 0) cuts.push(ax + ((bx - ax) * a) / (a - b));
    });
    cuts.sort((a, b) => a - b);
    for (let index = 0; index + 1 < cuts.length; index += 2) {
      const [a, b] = [cuts[index] ?? 0, cuts[index + 1] ?? 0];
      path += `M${a.toFixed(2)} ${(sum - a).toFixed(2)}L${b.toFixed(2)} ${(sum - b).toFixed(2)}`;
    }
  }
  return path;
}

// -- writing --------------------------------------------------------------------------------------

function labelOf(label: Label): SVGTemplateResult {
  const { at, runs, upwards, exact, clear, width, height } = label;
  const box = boxOf(label);
  let x = 0;
  const drawn = runs.map((run) => {
    const made = runOf(run, x);
    x += runWidth(run);
    return made;
  });
  const blot = clear
    ? svg`<rect x=${box.x0} y=${box.y0} width=${box.x1 - box.x0} height=${box.y1 - box.y0}
        fill="#fff" stroke="none" />`
    : svg``;
  const frame = exact
    ? svg`<rect x="-0.4" y=${-height / 2 - 0.2} width=${width + 0.8} height=${height + 0.4}
        stroke-width=${THIN} />`
    : svg``;
  const turn = upwards ? " rotate(-90)" : "";
  return svg`${blot}<g transform="translate(${at[0]} ${at[1]})${turn}">${drawn}${frame}</g>`;
}

function runOf(run: Run, x: number): SVGTemplateResult {
  switch (run.kind) {
    case "text":
      return textAt(run.text, x, 0, run.small ? SMALL_LETTER : LETTER);
    case "sign":
      return svg`<path d=${SIGNS[run.sign]} transform="translate(${x} 0)"
        stroke-width="0.35" />`;
    case "stack":
      return svg`${textAt(run.upper, x + 0.5, -1.6, SMALL_LETTER)}
        ${textAt(run.lower, x + 0.5, 1.6, SMALL_LETTER)}`;
    case "frame":
      return frameOf(run.cells, x);
  }
}

/** A text whose capitals are centred on y, as wide as the layout takes it to be. */
function textAt(text: string, x: number, y: number, letter: number): SVGTemplateResult {
  const width = runWidth({ kind: "text", text, small: letter === SMALL_LETTER });
  return svg`<text x=${x} y=${y + letter / 2} font-size=${letter * EM} textLength=${width}
    lengthAdjust="spacingAndGlyphs" fill="#000" stroke="none" xml:space="preserve">${text}</text>`;
}

function frameOf(cells: readonly (readonly Run[])[], x: number): SVGTemplateResult {
  const half = FRAME_HEIGHT / 2;
  let left = x;
  return svg`${cells.map((cell) => {
    const [from, width] = [left, cellWidth(cell)];
    let at = from + (width - widthOf(cell)) / 2;
    left += width;
    return svg`<rect x=${from} y=${-half} width=${width} height=${FRAME_HEIGHT}
        stroke-width=${THIN} />
      ${cell.map((run) => {
        const made = runOf(run, at);
        at += runWidth(run);
        return made;
      })}`;
  })}`;
}

/** Signs as lines about the middle of the letters' height, from their left end. */
const SIGNS: Readonly<Record<Sign, string>> = {
  diameter: "M0.4 0A1.3 1.3 0 1 0 3 0A1.3 1.3 0 1 0 0.4 0M0.6 1.9L2.8 -1.9",
  depth: "M0.4 -1.6H3M1.7 -1.6V1.7M1 0.2L1.7 1.7L2.4 0.2",
  countersink: "M0.4 -1.4L2 1.4L3.6 -1.4",
  cone: "M0.4 -1.4V1.4L3.8 0Z",
  position: "M0.8 0A1.3 1.3 0 1 0 3.4 0A1.3 1.3 0 1 0 0.8 0M0.2 0H4M2.1 -1.9V1.9",
  flatness: "M0.4 1.3H3.2L4.4 -1.3H1.6Z",
  profile: "M0.5 1A1.8 1.8 0 0 1 4.1 1",
  rough: "M0.2 0.2L1.4 1.7L3.6 -1.9M0.2 0.2H2.3",
};
