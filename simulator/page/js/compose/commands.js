// The commands that the viewer may use in the open channel, as the simulator lists them: the page never decides that.

import { get } from "../api.js";
import { find, state, subscribe as onChanges } from "../store.js";

const MATTERS = new Set(["commands", "command_permissions", "roles", "members", "channels", "guilds"]);

const listeners = new Set();
let open = null;
let leaves = [];
let reading = Promise.resolve();
let generation = 0;
let isKnown = false;

/** The id of the channel that they are for. */
export const channel = () => open;

/** Commands of every kind, sub-commands as one each. */
export const all = () => leaves;

/** Commands that are typed. */
export const slash = () => leaves.filter((leaf) => leaf.type === 1);

/** Resolves when what is being read is there. */
export const ready = () => reading;

/** Whether the list of the open channel has come. */
export const known = () => isKnown;

/** Read what can be used in this channel. */
export function openChannel(id) {
  if (open === id) return reading;
  open = id;
  leaves = [];
  isKnown = false;
  return read();
}

/** Call `listener()` whenever the list has changed. Returns what ends it. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Read the list again; of several readings at once only the last counts. */
export function read() {
  const mine = ++generation;
  const asked = ask().then((list) => {
    if (mine !== generation) return reading;
    leaves = list;
    isKnown = true;
    for (const listener of [...listeners]) listener();
    return undefined;
  });
  reading = asked;
  return asked;
}

async function ask() {
  if (!state.viewer || !find("channels", open)) return [];
  try {
    return await get("commands", { as: state.viewer.username, channel: open });
  } catch {
    return []; // a channel that is gone, or not to be seen any more: nothing can be used there
  }
}

onChanges((changes) => {
  if (open !== null && (changes === null || changes.some(({ table }) => MATTERS.has(table)))) void read();
});
