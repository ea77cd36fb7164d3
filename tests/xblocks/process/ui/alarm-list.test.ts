import { expect, test } from "vitest";

import { alarmName, alarmOfTag, standingAlarms } from "../../../../xblocks/process/ui/alarm-list";
import { Announcer } from "../../../../xblocks/process/ui/announcer";
import { Film } from "../../../../xblocks/process/ui/film";
import type { Frames, Plant } from "../../../../xblocks/process/ui/model";
import { Player } from "../../../../xblocks/process/ui/player";

const both = (zh: string, en: string) => ({ "zh-Hans": zh, en });
const alarm = (tag: string, level: "HH" | "H", priority: number) => ({
  id: `${tag}.${level}`,
  tag,
  level,
  limit: 80,
  priority,
});
const plant: Plant = {
  id: "cstr",
  title: both("釜", "Reactor"),
  tags: [
    {
      tag: "TI101",
      unit: "°C",
      low: 0,
      high: 150,
      decimals: 1,
      text: both("釜温", "Temperature"),
      normal: null,
    },
  ],
  controllers: [],
  switches: [],
  alarms: [alarm("TI101", "HH", 1), alarm("TI101", "H", 2), alarm("LI101", "H", 2)],
  interlocks: [],
};

function film(alarms: string, events: Frames["events"] = []): Film {
  const made = new Film();
  const t = [0, 1, 2, 3];
  const each = (text: string): string[] => t.map(() => text);
  made.replaceFrom(0, {
    t,
    values: {},
    alarms: each(alarms),
    trips: each("0"),
    steps: each(""),
    events,
  });
  return made;
}

function standing(alarms: string, events: Frames["events"] = []): string[] {
  const made = film(alarms, events);
  const moment = made.at(3);
  if (moment === null) throw new Error("no moment");
  return standingAlarms(plant, made, moment).map(({ alarm: { id } }) => id);
}

test("what nobody has acknowledged stands first, then the graver", () => {
  expect(standing("211")).toEqual(["TI101.H", "LI101.H", "TI101.HH"]);
  expect(standing("111")).toEqual(["TI101.HH", "TI101.H", "LI101.H"]);
  expect(standing("003")).toEqual(["LI101.H"]);
  expect(standing("000")).toEqual([]);
});

test("of equals the latest stands first", () => {
  const events: Frames["events"] = [
    [1, "TI101.H", "came", ""],
    [2, "LI101.H", "came", ""],
  ];
  expect(standing("011", events)).toEqual(["LI101.H", "TI101.H"]);
});

test("an instrument shows the gravest of its alarms", () => {
  const made = film("211");
  const moment = made.at(3);
  if (moment === null) throw new Error("no moment");
  const found = alarmOfTag(standingAlarms(plant, made, moment));
  expect(found.get("TI101")?.alarm.id).toBe("TI101.HH");
  expect(found.get("LI101")?.alarm.id).toBe("LI101.H");
});

test("an alarm is named in both languages", () => {
  const [first] = plant.alarms;
  if (first === undefined) throw new Error("no alarm");
  expect(alarmName(plant, first)).toEqual(both("釜温高高", "Temperature high-high"));
});

test("a screen reader hears an alarm when it is played, and not before", () => {
  const frames: Frames = {
    t: [0, 1, 2, 3],
    values: {},
    alarms: ["000", "000", "100", "100"],
    trips: ["0", "0", "0", "0"],
    steps: ["", "", "", ""],
    events: [[2, "TI101.HH", "came", ""]],
  };
  const chunk = { from_s: 0, until_s: 4, frames, ended: null };
  const player = new Player(() => new Promise(() => {}), { run_id: "r", history: null, chunk });
  const announcer = new Announcer(plant);
  expect(announcer.say(player, "en")).toBe("");
  player.frozen = false;
  player.speed = 10;
  player.tick(250);
  expect(announcer.say(player, "en")).toBe("TI101.HH Temperature high-high");
});
