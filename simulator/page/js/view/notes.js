// Short notes under the header that go by themselves, and the bar that says that the simulator is not reachable.

import { fill, h } from "../dom.js";
import { lookAs, state, subscribe } from "../store.js";
import { icon } from "../icon.js";

const LASTS = 5000;
const PATIENCE = 1500;
const shelf = h("div", { class: "notes", role: "status", "aria-live": "polite" });

/** Say something for a few seconds. `kind`: "plain", "good" or "bad". */
export function note(text, kind = "plain") {
  const mark = { good: "check", bad: "warning" }[kind];
  const element = h("div", { class: `note ${kind}` }, mark && icon(mark, 18), h("span", {}, text));
  shelf.append(element);
  setTimeout(() => element.remove(), LASTS);
}

/** Do something that may be refused, and say so if it is. Resolves to its result, or undefined. */
export async function trying(doing, done) {
  try {
    const result = await doing();
    if (done) note(done, "good");
    return result;
  } catch (error) {
    note(error.message || "It did not work. Is the simulator still running?", "bad");
    return undefined;
  }
}

/** Copy a text, and say what was copied. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyByHand(text);
  }
  note(`${what} copied.`, "good");
}

// The clipboard is closed to pages that are not on localhost or https; a selected field is not.
function copyByHand(text) {
  const field = h("textarea", { class: "aside", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

/** The bar about the connection, and the notes. */
export function notesView() {
  const retry = h("button", { type: "button", onclick: reconnect }, "Try now");
  const bar = h("div", { class: "connection", role: "alert", hidden: true });
  const words = h("span", {}, "The connection to the simulator is lost. It is tried again by itself.");
  let timer;
  const say = () => {
    bar.hidden = false;
    fill(bar, icon("warning", 18), words, retry);
  };
  const show = () => {
    clearTimeout(timer);
    // EventSource opens a moment after the state is there: that moment is no loss.
    if (state.connected) bar.hidden = true;
    else timer = setTimeout(say, PATIENCE);
  };
  subscribe(show);
  show();
  return [bar, shelf];
}

// EventSource tries again by itself, but not after an answer that is no stream, as from a proxy.
async function reconnect() {
  try {
    await lookAs(state.viewer?.username ?? "");
  } catch {
    note("The simulator does not answer yet. Start it with: python -m simulator up", "bad");
  }
}
