/** The standing alarms of a moment, in the order in which an operator answers them. */

import type { Text } from "../../ui/text";
import type { Film, Moment } from "./film";
import { type AlarmLimit, type Plant, RETURNED, UNACKNOWLEDGED } from "./model";
import { alarmTexts } from "./texts";

export interface Standing {
  readonly alarm: AlarmLimit;
  readonly state: string;
  readonly since_s: number;
  readonly unacknowledged: boolean;
}

/** Unacknowledged before acknowledged, then by priority, then the latest first. */
export function standingAlarms(plant: Plant, film: Film, moment: Moment): Standing[] {
  const standing = plant.alarms.flatMap((alarm, i) => {
    const state = moment.alarms[i] ?? "0";
    if (state === "0") return [];
    const came = film.events.findLast(
      ([t_s, subject, what]) => t_s <= moment.t_s && subject === alarm.id && what === "came",
    );
    const unacknowledged = state === UNACKNOWLEDGED || state === RETURNED;
    return [{ alarm, state, since_s: came?.[0] ?? 0, unacknowledged }];
  });
  return standing.sort(
    (a, b) =>
      Number(b.unacknowledged) - Number(a.unacknowledged) ||
      a.alarm.priority - b.alarm.priority ||
      b.since_s - a.since_s,
  );
}

/** The gravest standing alarm of each instrument, for the mimic and the faceplates. */
export function alarmOfTag(standing: readonly Standing[]): Map<string, Standing> {
  const found = new Map<string, Standing>();
  for (const one of [...standing].reverse()) {
    const held = found.get(one.alarm.tag);
    if (held === undefined || one.alarm.priority <= held.alarm.priority) {
      found.set(one.alarm.tag, one);
    }
  }
  return found;
}

/** "Reactor temperature high-high". */
export function alarmName(plant: Plant, alarm: AlarmLimit): Text {
  const text = plant.tags.find(({ tag }) => tag === alarm.tag)?.text;
  const level = alarmTexts[alarm.level];
  return {
    "zh-Hans": `${text?.["zh-Hans"] ?? alarm.tag}${level["zh-Hans"]}`,
    en: `${text?.en ?? alarm.tag} ${level.en}`,
  };
}
