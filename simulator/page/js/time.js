// Times as the client writes them, in the language of who looks: "Today at 3:04 PM", "in 2 hours".

import { h } from "./dom.js";
import { now, state } from "./store.js";

const DAY = 86_400_000;
const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];
// Discord's styles: https://docs.discord.com/developers/reference#message-formatting-timestamp-styles
const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

const formats = new Map();

function format(at, options) {
  const language = locale();
  const key = language + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, options));
  return formats.get(key).format(at);
}

/** The language of who looks; the browser's where nobody does, or Discord's name for it is not known. */
export function locale() {
  const wanted = state.viewer?.locale;
  try {
    return wanted ? Intl.getCanonicalLocales(wanted)[0] : navigator.language;
  } catch {
    return navigator.language;
  }
}

const milliseconds = (at) => (typeof at === "string" ? Date.parse(at) : Number(at));

/** May this moment be written as a date? */
export const isTime = (at) => Math.abs(milliseconds(at)) <= 8.64e15;

/** "3:04 PM" */
export const clockTime = (at) => format(milliseconds(at), STYLES.t);

/** "Saturday, November 28, 2026 at 3:04 PM" */
export const fullDate = (at) => format(milliseconds(at), STYLES.F);

const midnight = (at) => new Date(at).setHours(0, 0, 0, 0);

function daysAgo(at) {
  return Math.round((midnight(now()) - midnight(milliseconds(at))) / DAY);
}

/** "Today at 3:04 PM", "Yesterday at 3:04 PM", "11/20/26, 3:04 PM" */
export function calendar(at) {
  const days = daysAgo(at);
  if (Math.abs(days) > 1) return format(milliseconds(at), STYLES.s);
  const day = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(-days, "day");
  const word = day.charAt(0).toLocaleUpperCase(locale()) + day.slice(1);
  return locale().startsWith("en") ? `${word} at ${clockTime(at)}` : `${word} ${clockTime(at)}`;
}

/** As over a message: of today the time alone. */
export const stamp = (at) => (daysAgo(at) === 0 ? clockTime(at) : calendar(at));

/** "in 2 hours", "3 days ago" */
export function relative(at) {
  const seconds = Math.round((milliseconds(at) - now()) / 1000);
  const [unit, length] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "always" }).format(Math.trunc(seconds / length), unit);
}

/** A moment in one of Discord's styles: t T d D f F s S, or R for a relative one. */
export function styled(at, style) {
  return style === "R" ? relative(at) : format(milliseconds(at), STYLES[style] ?? STYLES.f);
}

/** A date and time in the page's own language: for its cards and hints, which no bot writes. */
export function dateAndTime(iso, shape = { dateStyle: "medium", timeStyle: "short" }) {
  return new Date(iso).toLocaleString("en", shape);
}

/** A <time> with the whole date to be read by pointing at it. */
export function timeElement(at, text, properties = {}) {
  const moment = new Date(milliseconds(at));
  return h("time", { datetime: moment.toISOString(), title: fullDate(moment), ...properties }, text);
}

let ticking = null;

/** A <time> that says how long ago, or how soon, and keeps up. */
export function ticker(at, properties = {}) {
  ticking ??= setInterval(tick, 1000);
  return timeElement(at, relative(at), { ...properties, "data-relative": milliseconds(at) });
}

function tick() {
  const shown = document.querySelectorAll("time[data-relative]");
  if (!shown.length) {
    clearInterval(ticking);
    ticking = null;
  }
  for (const element of shown) {
    const text = relative(Number(element.dataset.relative));
    if (element.textContent !== text) element.textContent = text;
  }
}
