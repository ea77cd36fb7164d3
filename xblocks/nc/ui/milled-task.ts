/** What the task of a milling exercise shows: drawing, features, tools, stock. */

import { type TemplateResult, html } from "lit";

import { shortNumber } from "../../ui/number";
import type { Language, Text } from "../../ui/text";
import { anchorsOf, isRound, sizeOf, withTolerance } from "./dimensions";
import "./drawing/view";
import type { Feature, MillingExercise, Tool } from "./model";
import { taskTexts as texts } from "./texts";

export interface Table {
  readonly head: readonly Text[];
  readonly rows: readonly (readonly string[])[];
}

/** The parts of a task that depend on the kind of machining. */
export interface TaskParts {
  readonly drawing: TemplateResult;
  readonly note: string;
  readonly features: Table;
  readonly tools: Table;
  /** In mm/min. */
  readonly rapid: string;
  readonly stock: string;
}

export function milledTask(exercise: MillingExercise, language: Language): TaskParts {
  return {
    drawing: html`<nc-drawing .exercise=${exercise}></nc-drawing>`,
    note: texts.note[language],
    features: featureTable(exercise, language),
    tools: toolTable(exercise.tools, language),
    rapid: String(exercise.machine.rapid_mm_per_min),
    stock: `${exercise.stock.size_mm.map((value) => shortNumber(value)).join(" × ")} mm`,
  };
}

function featureTable(exercise: MillingExercise, language: Language): Table {
  return {
    head: [texts.feature, texts.centre, texts.size, texts.corner, texts.depth],
    rows: exercise.features.map((feature) => [
      feature.title[language],
      placeOf(feature, exercise, language),
      sizeOf(feature),
      isRound(feature) || feature.kind === "slot" || feature.corner_radius_mm === 0
        ? "–"
        : `R${withTolerance(feature.corner_radius_mm, feature.tolerances_mm.corner)}`,
      withTolerance(feature.depth_mm, feature.tolerances_mm.depth),
    ]),
  };
}

function placeOf(feature: Feature, { stock }: MillingExercise, language: Language): string {
  return anchorsOf(feature, stock)
    .map((at) => at?.map((value) => shortNumber(value, 3)).join(", ") ?? texts.open[language])
    .join(" → ");
}

function toolTable(tools: readonly Tool[], language: Language): Table {
  return {
    head: [texts.tool, texts.name, texts.diameter, texts.flutes, texts.register],
    rows: tools.map((tool) => [
      `T${tool.number}`,
      tool.name[language],
      `⌀${shortNumber(tool.diameter_mm)}`,
      shortNumber(tool.flute_length_mm),
      `H${tool.number}`,
    ]),
  };
}
