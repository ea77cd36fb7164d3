/** The keys below the editor on a phone, by what the machine does. */

import type { Text } from "../../ui/text";
import { programTexts as texts } from "./editor-texts";

/** What a phone's keyboard hides behind other pages. */
export const KEYS = {
  milling: [..."GMXYZF-. \nIJRSTHDQPN"],
  turning: [..."GMXZUWF-. \nRIKPQSTN"],
};

/** The keys that need a sign and a name. */
export const UNPRINTED: Readonly<Record<string, { readonly sign: string; readonly name: Text }>> = {
  " ": { sign: "␣", name: texts.space },
  "\n": { sign: "↵", name: texts.eob },
};
