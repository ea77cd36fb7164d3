/** What the task of a turning exercise shows: drawing, features, tools, stock. */

import { html } from "lit";

import { shortNumber } from "../../ui/number";
import { type Language, type Text, fill } from "../../ui/text";
import "./drawing/view";
import type { Table, TaskParts } from "./milled-task";
import type { Bar, LatheTool, TurnedFeature, TurningExercise } from "./model";
import { taskTexts, turnedTexts as texts } from "./texts";

export function turnedTask(exercise: TurningExercise, language: Language): TaskParts {
  const { x, z } = exercise.machine.rapid_mm_per_min;
  return {
    drawing: html`<nc-drawing .exercise=${exercise}></nc-drawing>`,
    note: texts.note[language],
    features: featureTable(exercise.features, language),
    tools: toolTable(exercise.tools, language),
    rapid: `X ${x}, Z ${z}`,
    stock: stockOf(exercise.stock, language),
  };
}

function featureTable(features: readonly TurnedFeature[], language: Language): Table {
  return {
    head: [taskTexts.feature, texts.z, taskTexts.size, texts.limits],
    rows: features.map((feature) => [
      feature.title[language],
      placeOf(feature),
      sizeOf(feature, language),
      limitsOf(feature, language),
    ]),
  };
}

function placeOf({ from_z_mm: from, to_z_mm: to }: TurnedFeature): string {
  return from === to ? shortNumber(from, 3) : `${shortNumber(from, 3)} → ${shortNumber(to, 3)}`;
}

/** Diameters, with the radius of an arc or the pitch of a thread. */
function sizeOf(feature: TurnedFeature, language: Language): string {
  if (feature.kind === "face" || feature.kind === "length") return "–";
  const [from, to] = [feature.from_diameter_mm, feature.to_diameter_mm];
  const ends = from === to ? [from] : [from, to];
  const diameters = ends.map((value) => `⌀${shortNumber(value, 3)}`).join(" → ");
  const inside = feature.inside && feature.kind !== "bore" ? texts.inside[language] : "";
  if (feature.kind === "arc") return `${inside}${diameters}, R${shortNumber(feature.radius_mm, 3)}`;
  if (feature.kind === "thread") return `${inside}${diameters} × ${shortNumber(feature.pitch_mm)}`;
  return inside + diameters;
}

function limitsOf({ tolerances }: TurnedFeature, language: Language): string {
  const named = texts as Readonly<Record<string, Text>>;
  return Object.entries(tolerances)
    .map(([name, limits]) => `${named[name]?.[language] ?? name} ${between(limits, name)}`)
    .join(language === "en" ? "; " : "；");
}

function between([lower, upper]: readonly [number, number], name: string): string {
  const unit = name === "angle" ? "°" : "";
  if (lower === -upper) return `±${shortNumber(upper, 3)}${unit}`;
  return `${signed(lower)}/${signed(upper)}${unit}`;
}

function signed(value: number): string {
  return value > 0 ? `+${shortNumber(value, 3)}` : shortNumber(value, 3);
}

function toolTable(tools: readonly LatheTool[], language: Language): Table {
  return {
    head: [taskTexts.tool, taskTexts.name, texts.nose, texts.tip, texts.speed, texts.feed],
    rows: tools.map((tool) => [
      `T${String(tool.number).padStart(2, "0").repeat(2)}`,
      tool.name[language],
      tool.nose_radius_mm > 0 ? `R${shortNumber(tool.nose_radius_mm)}` : "–",
      String(tool.orientation),
      rangeOf(tool.surface_speed_m_per_min),
      rangeOf(tool.feed_mm_per_turn),
    ]),
  };
}

function rangeOf(range: readonly [number, number] | null): string {
  return range?.map((value) => shortNumber(value, 3)).join("–") ?? "–";
}

function stockOf(bar: Bar, language: Language): string {
  const text = bar.bore_mm > 0 ? texts.tube : texts.bar;
  return fill(text[language], {
    diameter: shortNumber(bar.diameter_mm),
    bore: shortNumber(bar.bore_mm),
    length: shortNumber(bar.length_mm),
    clamped: shortNumber(bar.clamped_mm),
  });
}
