import { expect, test } from "vitest";

import { Film } from "../../../../xblocks/process/ui/film";
import type { Frames } from "../../../../xblocks/process/ui/model";

function frames(t: number[], value: number, events: Frames["events"] = []): Frames {
  const each = (text: string): string[] => t.map(() => text);
  return {
    t,
    values: { TI101: t.map(() => value), "TIC101.MODE": each("MAN") },
    alarms: each("01"),
    trips: each("0"),
    steps: each("210"),
    events,
  };
}

test("later frames take the place of those from their time on", () => {
  const film = new Film();
  film.replaceFrom(0, frames([0, 1, 2, 3], 1, [[3, "TI101.H", "came", ""]]));
  film.replaceFrom(2, frames([2, 3, 4], 2));
  expect(film.times(9)).toEqual([0, 1, 2, 3, 4]);
  expect(film.column("TI101", 9)).toEqual([1, 1, 2, 2, 2]);
  expect(film.journal(9)).toEqual([]);
});

test("a moment is the last frame up to its time, however thin the past", () => {
  const film = new Film();
  film.replaceFrom(0, frames([0, 10, 20], 7));
  expect(film.at(15)?.t_s).toBe(10);
  expect(film.at(15)?.value("TIC101.MODE")).toBe("MAN");
  expect(film.at(15)?.alarms).toBe("01");
  expect(new Film().at(0)).toBeNull();
});

test("the trend and the journal show nothing of the future", () => {
  const film = new Film();
  film.replaceFrom(0, frames([0, 1, 2], 1, [[2, "TI101.H", "came", ""]]));
  expect(film.times(1)).toEqual([0, 1]);
  expect(film.column("TI101", 1)).toHaveLength(2);
  expect(film.journal(1)).toEqual([]);
  expect(film.journal(2)).toHaveLength(1);
});
