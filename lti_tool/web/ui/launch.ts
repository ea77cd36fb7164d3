/** The two pages of a launch that speak to the platform's storage (see launch/storage.ts). */

import { proveFrom, storeThenGoOn } from "./launch/pages";

const store = document.querySelector<HTMLElement>('[data-launch="store"]');
const prove = document.querySelector<HTMLFormElement>('form[data-launch="prove"]');

if (store !== null) void storeThenGoOn(store, window);
if (prove !== null) void proveFrom(prove, window);
