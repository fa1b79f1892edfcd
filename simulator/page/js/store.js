// What the page knows: the world as /sim/state told it, kept up to date by /sim/events. The page holds no other truth.

import { Away, get } from "./api.js";

/** Tables by name, each a Map from key to what the simulator tells of the record. */
export const tables = new Map();

/** What is not a table: { seq, now, ahead, viewer, rights }. `viewer` is the user that the page looks as. */
export const state = { seq: 0, now: 0, ahead: 0, viewer: null, rights: {}, received: 0, connected: false };

const listeners = new Set();
let events = null;
let generation = 0;

/** The records of a table, by key; empty where there are none. */
export const table = (name) => tables.get(name) ?? new Map();

/** One record, or undefined. */
export const find = (name, key) => table(name).get(String(key));

/** Every record of a table that fits. */
export const all = (name, fits = () => true) => [...table(name).values()].filter(fits);

/** The world's time, in milliseconds since 1970. */
export const now = () => Date.now() + state.ahead * 1000;

/**
 * Call `listener(changes)` after each batch of changes: a list of { table, key, value, before }, or null when all was
 * read anew. Returns what ends it.
 */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Look at the world as this member: read all of it, and follow what changes. */
export async function lookAs(name) {
  const mine = ++generation;
  events?.close();
  const told = await get("state", { as: name });
  if (mine !== generation) return;
  take(told);
  follow(state.viewer?.username ?? "");
  tell(null);
}

/** Read all again; where the viewer is gone with their world, the page begins anew with somebody else. */
async function readAnew(name) {
  try {
    await lookAs(name);
  } catch (error) {
    if (!(error instanceof Away)) location.reload();
    connection(false);
    readAnewSoon(name);
  }
}

function readAnewSoon(name) {
  const mine = generation;
  setTimeout(() => mine === generation && readAnew(name), 1000);
}

function take(told) {
  tables.clear();
  for (const [name, value] of Object.entries(told)) {
    if (Array.isArray(value)) tables.set(name, new Map(value.map((record) => [record.key, record])));
  }
  Object.assign(state, { seq: told.seq, now: told.now, ahead: told.ahead, viewer: told.viewer, rights: told.rights });
}

function follow(name) {
  events = new EventSource(`/sim/events?${new URLSearchParams({ as: name, after: state.seq })}`);
  const tellLater = batched();
  events.addEventListener("open", () => connection(true));
  events.addEventListener("error", () => {
    connection(false);
    // A browser tries again by itself, but where it was refused: whom it asked for is not in the world any more.
    if (events.readyState === EventSource.CLOSED) readAnewSoon(name);
  });
  events.addEventListener("reload", () => void readAnew(name));
  events.addEventListener("clock", (event) => {
    state.ahead = JSON.parse(event.data).ahead;
    tell([]);
  });
  events.addEventListener("change", (event) => {
    tellLater(put(JSON.parse(event.data)));
  });
}

// What comes at once is told at once. Not by a microtask, which ends with each event, nor by a timer, which waits for a
// second in a tab that is behind another.
function batched() {
  const mine = generation;
  const { port1, port2 } = new MessageChannel();
  let batch = [];
  port1.onmessage = () => {
    const changes = batch;
    batch = [];
    if (mine === generation) tell(changes);
  };
  return (change) => batch.push(change) === 1 && port2.postMessage(null);
}

function put({ seq, table: name, key, value, rights }) {
  if (!tables.has(name)) tables.set(name, new Map());
  const records = tables.get(name);
  const before = records.get(key);
  if (value === null) records.delete(key);
  else records.set(key, value);
  state.seq = seq;
  if (rights !== undefined) state.rights[key] = rights;
  return { table: name, key, value, before };
}

function connection(connected) {
  if (state.connected === connected) return;
  state.connected = connected;
  tell([]);
}

function tell(changes) {
  document.body.dataset.pending = String(all("interactions", (each) => each.state === "sent" || each.is_loading).length);
  document.body.dataset.seq = String(state.seq);
  for (const listener of [...listeners]) listener(changes);
}
