/** The words on a drawing. */

import type { Text } from "../../../ui/text";

const t = (zh: string, en: string): Text => ({ "zh-Hans": zh, en });

export const sheetTexts = {
  milled: t(
    "零件图：主视图、俯视图、左视图，第一角画法，单位毫米。下表列出全部要素和公差。",
    "Drawing in millimetres, first-angle projection: front, top and left view. The table below " +
      "has every feature with its limits.",
  ),
  turned: t(
    "零件图：半剖主视图，Z 向右，单位毫米。下表列出全部要素和公差。",
    "Drawing in millimetres: half section, Z to the right. The table below has every feature " +
      "with its limits.",
  ),
  name: t("零件名称", "Part"),
  material: t("材料", "Material"),
  stock: t("毛坯", "Stock"),
  scale: t("比例", "Scale"),
  unit: t("单位 mm", "Unit mm"),
  angle: t("第一角画法", "First angle"),
  notes: t("技术要求", "Notes"),
  general: t("未注尺寸公差按 GB/T 1804-m。", "General tolerances ISO 2768-m."),
  origin: t("G54 零点：{place}。", "G54 zero: {place}."),
  originTurned: t(
    "G54 零点在轴线与右端面交点，X 为直径。",
    "G54 zero: axis and right face; X is a diameter.",
  ),
  exact: t("带框尺寸为理论正确尺寸。", "Framed dimensions are theoretically exact."),
  centre: t("中心", "centre"),
  left: t("左", "left"),
  right: t("右", "right"),
  front: t("前", "front"),
  back: t("后", "back"),
  top: t("上表面", "top"),
  through: t("通孔", "THRU"),
  even: t("均布", "EQS"),
  floorRadius: t("底圆角 ", "floor "),
  held: t("夹持 {length}", "held {length}"),
} as const;

export const viewTexts = {
  tools: t("图样显示", "View of the drawing"),
  closer: t("放大", "Zoom in"),
  farther: t("缩小", "Zoom out"),
  whole: t("整张图", "Whole sheet"),
  print: t("打印", "Print"),
  pan: t(
    "图样。方向键移动，加减键缩放，0 显示整张图。",
    "Drawing. Arrow keys move it, plus and minus zoom, 0 shows the whole sheet.",
  ),
} as const;
