/** The drawing of the task in first-angle projection: a section, and below it the top view. */

import { type SVGTemplateResult, type TemplateResult, css, html, svg } from "lit";

import type { Language } from "../../ui/text";
import {
  type Dimension,
  type Plane,
  dimensionsAbove,
  dimensionsOfSection,
  leaderOf,
} from "./dimensions";
import type { MillingExercise, Feature } from "./model";
import { sectionProfile, sectionY } from "./outline";
import { drawingTexts as texts } from "./texts";

/** Sizes on paper, in units of the height of a letter. */
const ROW = 2;
const FIRST_ROW = { across: 2.2, upright: 3.6 };
const LETTERS_PER_DRAWING = 26;
/** The width of an average letter. */
const LETTER_WIDTH = 0.62;

interface Sheet {
  readonly exercise: MillingExercise;
  readonly language: Language;
  /** The height of a letter, in mm of the part. */
  readonly letter: number;
  /** Where Y = 0 and Z = 0 lie on the sheet, which counts downwards. */
  readonly y0: number;
  readonly z0: number;
}

/** The whole drawing as one SVG, in millimetres of the part. */
export function drawingOf(exercise: MillingExercise, language: Language): TemplateResult {
  const { min_mm: min, max_mm: max } = exercise.stock;
  const [length, width, height] = [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
  const letter = Math.max(length, width) / LETTERS_PER_DRAWING;
  const plan = dimensionsAbove(exercise);
  const section = dimensionsOfSection(exercise);
  const room = (side: Dimension["side"], from: readonly Dimension[]): number =>
    distanceOf(side, from.filter((one) => one.side === side).length, letter);
  const left = Math.max(room("left", plan), room("left", section));
  const right = Math.max(room("right", plan), room("right", section));
  const top = 4 * letter;
  const between = room("above", plan) + 3 * letter;
  const sheet: Sheet = {
    exercise,
    language,
    letter,
    z0: top + max[2],
    y0: top + height + between + max[1],
  };
  const total = [length + left + right, top + height + between + width + room("below", plan)];
  return html`<svg
    class="drawing"
    viewBox="${min[0] - left} 0 ${total[0]} ${total[1]}"
    role="img"
    aria-label=${texts.label[language]}
    style="--letter: ${letter}px"
  >
    <defs>${definitions(sheet)}</defs>
    ${drawSection(sheet)} ${drawPlan(sheet)}
    ${section.map((one) => dimension(sheet, one, sheet.z0, [min[2], max[2]]))}
    ${plan.map((one) => dimension(sheet, one, sheet.y0, [min[1], max[1]]))}
  </svg>`;
}

function definitions({ exercise, letter, y0 }: Sheet): SVGTemplateResult {
  const { min_mm: min, max_mm: max } = exercise.stock;
  const step = letter * 0.8;
  return svg`<pattern id="hatch" width=${step} height=${step} patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)">
      <line class="hatch" x1="0" y1="0" x2="0" y2=${step} />
    </pattern>
    <clipPath id="part">
      <rect x=${min[0]} y=${y0 - max[1]} width=${max[0] - min[0]} height=${max[1] - min[1]} />
    </clipPath>
    <marker id="arrow" viewBox="0 0 10 6" refX="10" refY="3" markerWidth=${letter * 0.9}
      markerHeight=${letter * 0.54} markerUnits="userSpaceOnUse" orient="auto-start-reverse">
      <path d="M0 0 L10 3 L0 6 Z" />
    </marker>`;
}

function drawSection(sheet: Sheet): SVGTemplateResult {
  const { exercise, letter, z0 } = sheet;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const profile = sectionProfile(exercise, sectionY(exercise)).map(([x, z]) => `${x} ${z0 - z}`);
  const outline = [...profile, `${max[0]} ${z0 - min[2]}`, `${min[0]} ${z0 - min[2]}`];
  const middle = (min[0] + max[0]) / 2;
  return svg`<g>
    <rect class="stock" x=${min[0]} y=${z0 - max[2]} width=${max[0] - min[0]}
      height=${max[2] - min[2]} />
    <polygon class="cut" points=${outline.join(" ")} fill="url(#hatch)" />
    ${text(sheet, middle, z0 - max[2] - letter, "A–A", "title")}
    ${datum(sheet, 0, z0, "Z0")}
  </g>`;
}

function drawPlan(sheet: Sheet): SVGTemplateResult {
  const { exercise, y0, letter } = sheet;
  const { min_mm: min, max_mm: max } = exercise.stock;
  const y = y0 - sectionY(exercise);
  const stub = 1.2 * letter;
  return svg`<g>
    <rect class="outline" x=${min[0]} y=${y0 - max[1]} width=${max[0] - min[0]}
      height=${max[1] - min[1]} />
    <g clip-path="url(#part)">${exercise.features.map((one) => drawFeature(sheet, one))}</g>
    ${exercise.features.map((feature) => leader(sheet, feature))}
    <path class="cutting" d="M${min[0]} ${y} h${-stub} M${max[0]} ${y} h${stub}" />
    ${text(sheet, min[0] - 1.6 * stub, y + 0.4 * letter, "A", "title")}
    ${text(sheet, max[0] + 1.6 * stub, y + 0.4 * letter, "A", "title")}
    ${datum(sheet, 0, y0, "G54 X0 Y0")}
  </g>`;
}

function drawFeature(sheet: Sheet, feature: Feature): SVGTemplateResult {
  const { letter, y0 } = sheet;
  if (feature.paths) return svg`${feature.paths.map((path) => drawPath(sheet, path))}`;
  const [x, y] = [feature.centre_mm[0], y0 - feature.centre_mm[1]];
  const [length, width] = feature.size_mm;
  const over = letter * 0.8;
  return svg`<g transform="translate(${x} ${y}) rotate(${-feature.angle_deg})">
      <rect class="outline" x=${-length / 2} y=${-width / 2} width=${length} height=${width}
        rx=${feature.corner_radius_mm} />
      <path class="centre" d="M${-length / 2 - over} 0 H${length / 2 + over}
        M0 ${-width / 2 - over} V${width / 2 + over}" />
    </g>`;
}

function drawPath({ y0 }: Sheet, path: readonly Plane[]): SVGTemplateResult {
  const points = path.map(([x, y]) => `${x} ${y0 - y}`).join(" ");
  return svg`<polygon class="outline" points=${points} />`;
}

/** The diameter or corner radius, with a line from the outline at the upper right. */
function leader(sheet: Sheet, feature: Feature): SVGTemplateResult {
  const label = leaderOf(feature);
  if (label === "") return svg``;
  const { letter, y0 } = sheet;
  const angle = (-feature.angle_deg * Math.PI) / 180;
  const corner = feature.corner_radius_mm * (1 - Math.SQRT1_2);
  const [u, v] = [feature.size_mm[0] / 2 - corner, -feature.size_mm[1] / 2 + corner];
  const x = feature.centre_mm[0] + u * Math.cos(angle) - v * Math.sin(angle);
  const y = y0 - feature.centre_mm[1] + u * Math.sin(angle) + v * Math.cos(angle);
  const [inX, inY] = [x - 2.2 * letter, y + 2.2 * letter];
  return svg`<path class="leader" d="M${inX} ${inY} L${x} ${y}" marker-end="url(#arrow)" />
    ${text(sheet, inX - 0.3 * letter, inY + 0.9 * letter, label, "end")}`;
}

function datum(sheet: Sheet, x: number, y: number, label: string): SVGTemplateResult {
  const radius = 0.55 * sheet.letter;
  return svg`<g class="datum" transform="translate(${x} ${y})">
      <circle r=${radius} />
      <path d="M0 0 V${-radius} A${radius} ${radius} 0 0 1 ${radius} 0 Z
        M0 0 V${radius} A${radius} ${radius} 0 0 1 ${-radius} 0 Z" />
    </g>
    ${text(sheet, x + 1.1 * radius, y + 2.6 * radius, label, "start datum-label")}`;
}

/** How far from the part a row of dimensions stands, in mm. */
function distanceOf(side: Dimension["side"], row: number, letter: number): number {
  const first = side === "left" || side === "right" ? FIRST_ROW.upright : FIRST_ROW.across;
  return letter * (first + ROW * row);
}

/** Where a label stands along its dimension line: in the middle, or beyond a short one. */
function middleOf(from: number, to: number, label: string, letter: number): number {
  const width = letter * LETTER_WIDTH * (label.length + 2);
  if (Math.abs(to - from) >= width) return (from + to) / 2;
  return to + Math.sign(to - from) * 0.5 * width;
}

/** A dimension line with its two extension lines; `zero` is where the axis begins on the sheet. */
function dimension(
  sheet: Sheet,
  { side, from, to, label, row }: Dimension,
  zero: number,
  extent: readonly [number, number],
): SVGTemplateResult {
  const { letter, exercise } = sheet;
  const away = distanceOf(side, row, letter);
  const over = 0.5 * letter;
  if (side === "above" || side === "below") {
    const outwards = side === "above" ? -1 : 1;
    const edge = zero - (side === "above" ? extent[1] : extent[0]);
    const y = edge + outwards * away;
    const past = y + outwards * over;
    const middle = middleOf(from, to, label, letter);
    return svg`<path class="leader" d="M${from} ${edge} V${past} M${to} ${edge} V${past}
        M${to} ${y} H${middle}" />
      ${arrows(`M${from} ${y} H${to}`)} ${text(sheet, middle, y - 0.3 * letter, label)}`;
  }
  const outwards = side === "left" ? -1 : 1;
  const edge = side === "left" ? exercise.stock.min_mm[0] : exercise.stock.max_mm[0];
  const x = edge + outwards * away;
  const past = x + outwards * over;
  const [low, high] = [zero - from, zero - to];
  const middle = middleOf(Math.min(low, high), Math.max(low, high), label, letter);
  return svg`<path class="leader" d="M${edge} ${low} H${past} M${edge} ${high} H${past}
      M${x} ${high} V${middle}" />
    ${arrows(`M${x} ${low} V${high}`)}
    <g transform="translate(${x - 0.3 * letter} ${middle}) rotate(-90)">
      ${text(sheet, 0, 0, label)}
    </g>`;
}

function arrows(line: string): SVGTemplateResult {
  return svg`<path class="leader" d=${line} marker-start="url(#arrow)" marker-end="url(#arrow)" />`;
}

function text(sheet: Sheet, x: number, y: number, label: string, kind = ""): SVGTemplateResult {
  return svg`<text x=${x} y=${y} font-size=${sheet.letter * 1.15} class=${kind}>${label}</text>`;
}

export const drawingStyles = css`
  .drawing {
    display: block;
    width: 100%;
    max-height: 100%;
    color: var(--gx-ink);
    background: #fff;
  }
  .drawing text {
    fill: currentColor;
    stroke: #fff;
    stroke-width: calc(var(--letter) * 0.35);
    stroke-linejoin: round;
    paint-order: stroke;
    text-anchor: middle;
    font-family: var(--gx-font);
  }
  .drawing text.end {
    text-anchor: end;
  }
  .drawing text.start {
    text-anchor: start;
  }
  .drawing text.title {
    font-weight: 600;
  }
  .drawing text.datum-label {
    fill: var(--gx-accent);
  }
  .drawing rect,
  .drawing polygon,
  .drawing path {
    vector-effect: non-scaling-stroke;
  }
  .drawing .outline,
  .drawing .cut {
    stroke: currentColor;
    stroke-width: 1.6px;
  }
  .drawing .outline,
  .drawing .leader,
  .drawing .centre,
  .drawing .cutting,
  .drawing .stock {
    fill: none;
  }
  .drawing .stock {
    stroke: var(--gx-muted);
    stroke-width: 0.8px;
    stroke-dasharray: 6 3;
  }
  .drawing .leader,
  .drawing .hatch {
    stroke: var(--gx-muted);
    stroke-width: 0.8px;
  }
  .drawing .hatch {
    vector-effect: non-scaling-stroke;
  }
  .drawing .centre {
    stroke: var(--gx-danger);
    stroke-width: 0.7px;
    stroke-dasharray: 10 3 2 3;
  }
  .drawing .cutting {
    stroke: currentColor;
    stroke-width: 2.2px;
  }
  .drawing marker path {
    fill: var(--gx-muted);
    stroke: none;
  }
  .drawing .datum circle {
    fill: #fff;
    stroke: var(--gx-accent);
    stroke-width: 1px;
    vector-effect: non-scaling-stroke;
  }
  .drawing .datum path {
    fill: var(--gx-accent);
  }
`;
