/** What a screen reader is told while the plant runs: alarms that come, and trips. */

import { type Language, fill } from "../../ui/text";
import { alarmName } from "./alarm-list";
import type { Plant } from "./model";
import type { Player } from "./player";
import { alarmTexts } from "./texts";

export class Announcer {
  private said = "";
  private upTo_s = -1;

  constructor(private readonly plant: Plant) {}

  /** The sentence to stand in the live region: the last alarm or trip up to what was played. */
  say(player: Player | null, language: Language): string {
    if (player === null) return "";
    for (const [t_s, subject, what, detail] of player.film.events) {
      if (t_s <= this.upTo_s || t_s > player.played_s) continue;
      const alarm = this.plant.alarms.find(({ id }) => id === subject);
      if (what === "came" && alarm !== undefined) {
        this.said = `${subject} ${alarmName(this.plant, alarm)[language]}`;
      } else if (what === "tripped") {
        this.said = `${subject} ${fill(alarmTexts.tripped[language], { detail })}`;
      }
    }
    this.upTo_s = player.played_s;
    return this.said;
  }
}
