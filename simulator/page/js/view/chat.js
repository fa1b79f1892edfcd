// The messages of the open channel: the newest at the bottom, older ones drawn when they are scrolled to.

import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { state, subscribe } from "../store.js";
import { current, subscribe as subscribeView } from "../view.js";
import { channelTitle } from "./header.js";
import { compareIds, element, entriesOf, isEntryOf, onDismissed } from "./entry.js";
import { keepFocus } from "./focus.js";
import { introView, nowhereView } from "./intro.js";
import { listenForToolbar } from "./toolbar.js";
import { typingView } from "./typing.js";

const FIRST = 60;      // messages drawn at once when a channel is opened
const MORE = 60;       // and when older ones are scrolled to
const KEPT = 240;      // drawn ones that are kept while new ones come
const NEAR = 64;       // pixels from the bottom that still count as being there
const MAKES_NAMES = new Set(["users", "members"]);
const REDRAWS = new Set(["roles", "channels", "commands", "application"]);

let log = null;

/** The chat's scrolling part, with what leads back to the present. */
export function chatView() {
  log = new Log();
  subscribe((changes) => log.take(changes));
  subscribeView(() => log.open());
  onDismissed((interactionId) => log.patch(interactionId));
  log.open();
  return log.frame;
}

/** Scroll to a message of the open channel, and let it shine up. */
export const showMessage = (id) => log?.show(id);

class Log {
  constructor() {
    this.rows = new Map();
    this.entries = [];
    this.from = 0;
    this.pinned = true;
    this.missed = 0;
    this.list = h("div", { class: "log-list" });
    this.scroller = h("div", { class: "log", role: "log", tabindex: "0", id: "messages" }, this.list);
    this.jump = h("button", { type: "button", class: "jump", hidden: true, onclick: () => this.toPresent() });
    this.frame = h("div", { class: "log-frame" }, this.scroller, typingView(), this.jump);
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.scroller.addEventListener("keydown", (event) => this.key(event));
    listenForToolbar(this.list);
    new ResizeObserver(() => this.settle()).observe(this.list);
    new ResizeObserver(() => this.settle()).observe(this.scroller);
  }

  /** Draw the channel that is open, from its end. */
  open() {
    this.channel = current().channel;
    this.rows.clear();
    this.entries = this.channel ? entriesOf(this.channel.id) : [];
    this.from = Math.max(0, this.entries.length - FIRST);
    this.pinned = true;
    this.missed = 0;
    const title = this.channel ? channelTitle(this.channel) : null;
    this.scroller.setAttribute("aria-label", title ? `Messages in ${title}` : "Messages");
    this.redraw();
    const wanted = location.hash.split("/")[3];
    if (wanted) this.show(wanted);
  }

  redraw() {
    this.rows.clear();
    const rows = this.entries.slice(this.from).map((entry, at) => this.row(entry, this.entries[this.from + at - 1]));
    fill(this.list, this.head(), rows);
    this.settle();
    this.showJump();
  }

  head() {
    if (!this.channel) return nowhereView();
    return this.from === 0 ? introView(this.channel)
      : h("div", { class: "older", "aria-hidden": "true" }, "Older messages are above");
  }

  row(entry, before) {
    const row = element(entry, before);
    this.rows.set(entry.id, row);
    return row;
  }

  /** Changes of the store: only what they are about is drawn anew. */
  take(changes) {
    if (changes === null) {
      this.open();
      return;
    }
    const channelId = this.channel?.id;
    const people = new Set();
    let all = false;
    for (const { table, key, value, before } of changes) {
      if (table === "messages" && (value ?? before)?.channel_id === channelId) this.patch(key);
      else if (table === "interactions" && (value ?? before)?.channel_id === channelId) this.interaction(key, value);
      else if (MAKES_NAMES.has(table)) people.add((value ?? before)?.user_id ?? key);
      else if (REDRAWS.has(table)) all = true;
    }
    // The clock was moved: what is waited for may have come to its end.
    if (!changes.length) this.again(({ record }) => record.is_loading);
    if (all && this.from === 0) this.list.firstElementChild.replaceWith(this.head());
    if (all) this.again(() => true);
    else if (people.size) this.again(({ record }) => people.has(record.author?.id ?? record.user_id));
    // Once, after all of them: each look at the height lays the whole list out.
    this.settle();
    this.showJump();
  }

  interaction(key, value) {
    this.patch(key);
    // Its answer shows what became of it: an expired one is no longer thinking.
    if (value?.response_id) this.again(({ id }) => id === value.response_id);
  }

  again(fits) {
    for (const entry of this.entries.slice(this.from).filter(fits)) this.patch(entry.id);
  }

  /** Draw one entry as the store has it now: anew, for the first time, or not any more. */
  patch(id) {
    const at = place(this.entries, id);
    const was = this.entries[at]?.id === id;
    const entry = isEntryOf(id, this.channel?.id);
    if (!entry && !was) return;
    if (!entry) this.entries.splice(at, 1);
    else if (was) this.entries[at] = entry;
    else this.entries.splice(at, 0, entry);
    if (!was && entry && at < this.from) this.from += 1;
    else if (!entry && at < this.from) this.from -= 1;
    if (at < this.from) return;
    this.drawn(id, entry, at);
    // What follows may begin or end a group, or a day, by this.
    if (was !== Boolean(entry) || was) this.follow(entry ? at + 1 : at);
    if (!was) this.arrived(entry);
  }

  drawn(id, entry, at) {
    const old = this.rows.get(id);
    if (!entry) {
      this.rows.delete(id);
      keepFocus(old, null);
      return;
    }
    const row = this.row(entry, this.entries[at - 1]);
    if (old) keepFocus(old, row);
    else if (at === this.entries.length - 1) this.list.append(row);
    else this.list.insertBefore(row, this.rows.get(this.entries[at + 1].id) ?? null);
  }

  follow(at) {
    const entry = this.entries[at];
    const old = entry && this.rows.get(entry.id);
    if (!old) return;
    const row = element(entry, this.entries[at - 1]);
    if (row.dataset.start === old.dataset.start) return;
    this.rows.set(entry.id, row);
    keepFocus(old, row);
  }

  arrived(entry) {
    const own = entry.record.author?.id === state.viewer?.id || entry.kind === "ghost";
    if (own) this.pinned = true;
    else if (!this.pinned) this.missed += 1;
    if (this.pinned) this.trim();
  }

  trim() {
    const many = this.entries.length - this.from - KEPT;
    if (many <= 0) return;
    for (const { id } of this.entries.slice(this.from, this.from + many + MORE)) {
      this.rows.get(id)?.remove();
      this.rows.delete(id);
    }
    this.from += many + MORE;
    this.list.firstElementChild.replaceWith(this.head());
  }

  older() {
    if (this.from === 0) return;
    const anchor = this.rows.get(this.entries[this.from].id);
    const stood = anchor.getBoundingClientRect().top;
    const to = Math.max(0, this.from - MORE);
    const rows = this.entries.slice(to, this.from).map((entry, at) => this.row(entry, this.entries[to + at - 1]));
    this.from = to;
    this.list.firstElementChild.replaceWith(this.head(), ...rows);
    this.scroller.scrollTop += anchor.getBoundingClientRect().top - stood;
  }

  settle() {
    if (this.pinned) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    this.pinned = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.pinned) this.missed = 0;
    if (scrollTop < 400) this.older();
    this.showJump();
  }

  showJump() {
    this.jump.hidden = this.pinned;
    const news = this.missed ? `${this.missed} new ${this.missed === 1 ? "message" : "messages"}`
      : "You are viewing older messages";
    if (!this.pinned) fill(this.jump, h("span", {}, news), h("b", {}, "Jump to present"), icon("chevron", 16));
  }

  toPresent() {
    this.pinned = true;
    this.missed = 0;
    if (this.entries.length - this.from > KEPT) {
      this.from = Math.max(0, this.entries.length - FIRST);
      this.redraw();
    }
    this.settle();
    this.showJump();
    this.scroller.focus({ preventScroll: true });
  }

  show(id) {
    const at = place(this.entries, id);
    if (this.entries[at]?.id !== id) return;
    if (at < this.from) {
      this.from = Math.max(0, at - 20);
      this.redraw();
    }
    this.pinned = false;
    const row = this.rows.get(id);
    row.scrollIntoView({ block: "center" });
    row.classList.remove("shine");
    requestAnimationFrame(() => row.classList.add("shine"));
    row.querySelector("article")?.focus({ preventScroll: true });
  }

  /** Arrows go from message to message, once one of them, or the list, has the focus. */
  key(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const articles = [...this.list.querySelectorAll("article")];
    const at = articles.indexOf(event.target);
    if (!step || (at === -1 && event.target !== this.scroller)) return;
    event.preventDefault();
    const to = at === -1 ? articles.at(-1) : articles[at + step];
    to?.focus({ preventScroll: true });
    to?.scrollIntoView({ block: "nearest" });
  }
}

/** Where an id stands among the entries, or would stand. */
function place(entries, id) {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareIds(entries[middle].id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
