/** The page of a hosted XBlock: what an LMS's page gives to blocks, in one classic script. */

import $ from "jquery";

import { type Text, languageAround } from "../../../xblocks/ui/text";
import { askForHeight } from "./host/frame";
import { showToken } from "./host/network";
import { Runtime, startBlocks } from "./host/runtime";
import { BLOCK_FAILED, SESSION_ENDED } from "./host/texts";
import * as translation from "./host/translation";

/** What the server tells the page. An empty token: nothing here calls the server. */
interface Config {
  token: string;
  handlers: string;
}

function readConfig(): Config {
  const script = document.getElementById("gongxue-host");
  if (script === null) throw new Error("The page lacks its configuration");
  script.remove();
  return JSON.parse(script.textContent ?? "") as Config;
}

function notice(text: Text, before: Element): void {
  const told = document.createElement("p");
  told.className = "gongxue-notice";
  told.setAttribute("role", "alert");
  told.textContent = text[languageAround(before)];
  before.before(told);
}

function sayOnce(text: Text): () => void {
  let said = false;
  return () => {
    const main = document.querySelector("main");
    if (!said && main !== null) notice(text, main);
    said = true;
  };
}

const config = readConfig();
Object.assign(window, { $, jQuery: $ }, translation);
if (config.token !== "") showToken(config.token, config.handlers, sayOnce(SESSION_ENDED));

document.addEventListener("DOMContentLoaded", () => {
  startBlocks(document.body, new Runtime(config.handlers), (element, error) => {
    notice(BLOCK_FAILED, element);
    reportError(error);
  });
  askForHeight(document.body);
});
