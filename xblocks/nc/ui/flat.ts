/** The part from above on a plain canvas, for browsers without three-dimensional graphics. */

import type { Colour } from "./field";
import type { Box, Field, Move, Point } from "./model";

export interface FlatPicture {
  readonly field: Field;
  readonly colourOf: (index: number) => Colour;
  readonly clamps: readonly Box[];
  readonly moves: readonly Move[];
  readonly tool: { readonly tip_mm: Point; readonly diameter_mm: number } | null;
}

const MARGIN_PX = 16;

/** Draw the picture as large as the canvas allows, right way up (Y upwards). */
export function drawFlat(canvas: HTMLCanvasElement, picture: FlatPicture): void {
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const { nx, ny, cell_mm: cell, origin_mm: origin } = picture.field;
  const room = [canvas.width - 2 * MARGIN_PX, canvas.height - 2 * MARGIN_PX] as const;
  const scale = Math.min(room[0] / (nx * cell), room[1] / (ny * cell));
  const left = (canvas.width - nx * cell * scale) / 2;
  const bottom = (canvas.height + ny * cell * scale) / 2;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  const x0 = left - origin[0] * scale;
  const y0 = bottom + origin[1] * scale;
  pen.setTransform(scale, 0, 0, -scale, x0, y0);
  drawCells(pen, picture);
  drawClamps(pen, picture.clamps);
  for (const move of picture.moves) drawMove(pen, move, 1 / scale);
  if (picture.tool !== null) drawTool(pen, picture.tool, 2 / scale);
}

/** One pixel for each cell, enlarged without blurring. */
function drawCells(pen: CanvasRenderingContext2D, { field, colourOf }: FlatPicture): void {
  const { nx, ny, cell_mm: cell, origin_mm: origin } = field;
  const cells = document.createElement("canvas");
  [cells.width, cells.height] = [nx, ny];
  const image = new ImageData(nx, ny);
  for (let index = 0; index < nx * ny; index++) {
    image.data.set([...colourOf(index).map((part) => Math.round(255 * part)), 255], 4 * index);
  }
  cells.getContext("2d")?.putImageData(image, 0, 0);
  pen.imageSmoothingEnabled = false;
  pen.drawImage(cells, origin[0], origin[1], nx * cell, ny * cell);
}

function drawClamps(pen: CanvasRenderingContext2D, clamps: readonly Box[]): void {
  pen.fillStyle = "rgb(176 138 74 / 0.8)";
  for (const { min_mm: min, max_mm: max } of clamps) {
    pen.fillRect(min[0], min[1], max[0] - min[0], max[1] - min[1]);
  }
}

function drawMove(pen: CanvasRenderingContext2D, move: Move, pixel: number): void {
  const rapid = move.kind === "rapid";
  pen.strokeStyle = rapid ? "#c96a00" : "#0b5cad";
  pen.lineWidth = 1.5 * pixel;
  pen.setLineDash(rapid ? [5 * pixel, 4 * pixel] : []);
  pen.beginPath();
  for (let at = 0; at + 2 < move.points.length; at += 3) {
    pen.lineTo(move.points[at] ?? 0, move.points[at + 1] ?? 0);
  }
  pen.stroke();
}

function drawTool(
  pen: CanvasRenderingContext2D,
  { tip_mm: [x, y], diameter_mm: diameter }: NonNullable<FlatPicture["tool"]>,
  width: number,
): void {
  pen.setLineDash([]);
  pen.strokeStyle = "#1c2733";
  pen.fillStyle = "rgb(143 163 184 / 0.6)";
  pen.lineWidth = width;
  pen.beginPath();
  pen.arc(x, y, diameter / 2, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
}
