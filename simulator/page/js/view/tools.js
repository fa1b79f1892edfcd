// What a person who tries a bot can turn: time, faults, the deadline, and how the page looks.

import { get, post } from "../api.js";
import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { all, now, state, subscribe } from "../store.js";
import { ask } from "./ask.js";
import { check } from "./check.js";
import { note, trying } from "./notes.js";
import { faultsView } from "./faults.js";
import { restTab, rove } from "./roving.js";
import { setTheme, subscribe as subscribeTheme, theme, THEMES } from "./theme.js";

const STEPS = [[60, "+1 minute"], [900, "+15 minutes", "Tokens of interactions expire"], [86400, "+1 day"]];

export function toolsView() {
  return [clock(), faultsView(), deadline(), endpoint(), files(), page(), again()];
}

function section(title, words, ...children) {
  return h("section", { class: "tool" }, h("h3", {}, title), words && h("p", { class: "muted" }, words), children);
}

function clock() {
  const shown = h("output", { class: "world-clock", "aria-label": "The world's time" });
  const ahead = h("span", { class: "muted" });
  const draw = () => {
    shown.textContent = new Date(now()).toLocaleString("en", { dateStyle: "medium", timeStyle: "medium" });
    ahead.textContent = state.ahead ? `${spell(state.ahead)} ahead of your clock` : "as your clock";
  };
  setInterval(draw, 1000);
  subscribe(draw);
  draw();
  const advance = (seconds) => trying(() => post("clock", { advance: seconds }),
    `The clock went on by ${spell(seconds)}.`);
  const custom = async () => {
    const said = await ask({
      title: "Move the clock on", does: "Move on",
      fields: [{ name: "many", label: "How many", type: "number", value: "1", min: "0", step: "any", required: true },
        { name: "unit", label: "Of what", type: "select",
          options: [["1", "seconds"], ["60", "minutes"], ["3600", "hours"], ["86400", "days"]], value: "3600" }],
    });
    if (said) await advance(Number(said.many) * Number(said.unit));
  };
  return section("Clock", null, h("p", { class: "clock-line" }, icon("clock", 18), shown, ahead),
    h("div", { class: "buttons" },
      STEPS.map(([seconds, label, title]) => h("button",
        { type: "button", class: "act plain small", title, onclick: () => advance(seconds) }, label)),
      h("button", { type: "button", class: "act plain small", onclick: custom }, "Other…")),
    h("p", { class: "muted" }, "15 minutes: interaction tokens expire."));
}

const UNITS = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]];

/** Seconds as people say them: "1 day 2 hours". */
export function spell(seconds) {
  let left = Math.round(seconds);
  const parts = [];
  for (const [size, name] of UNITS) {
    const many = Math.floor(left / size);
    left -= many * size;
    if (many) parts.push(`${many} ${name}${many === 1 ? "" : "s"}`);
  }
  return parts.slice(0, 2).join(" ") || "0 seconds";
}

function deadline() {
  const choice = h("select", { "aria-label": "Deadline", onchange: () => save(choice.value) });
  const options = [["3", "3 seconds, as Discord"], ["10", "10 seconds"], ["60", "60 seconds"],
    ["", "None, for a debugger"]];
  const show = (seconds) => {
    const value = seconds === null ? "" : String(Number(seconds));
    const known = options.some(([each]) => each === value) ? options : [...options, [value, `${value} seconds`]];
    fill(choice, known.map(([each, label]) => h("option", { value: each, selected: each === value }, label)));
  };
  const save = (value) => trying(() => post("settings", { deadline: value === "" ? null : Number(value) }),
    "The deadline is set.");
  show(3);
  get("settings").then((settings) => show(settings.deadline), () => {});
  return section("Deadline", "How long the bot may take for its first answer.", choice);
}

function endpoint() {
  return section("Endpoint", "Ping it, and forge signatures, as Discord does before it accepts one.",
    h("button", { type: "button", class: "act plain", onclick: check }, icon("shield", 16), "Check endpoint"));
}

function files() {
  const link = (href, label, name) => h("a", { class: "act plain", href, download: name }, icon("download", 16), label);
  return section("What happened", null, h("div", { class: "buttons" },
    link("/sim/transcript", "Transcript", "transcript.txt"), link("/sim/recording", "Recording", "recording.jsonl")));
}

function page() {
  const looks = h("div", { class: "segments", role: "radiogroup", "aria-label": "Theme" });
  const draw = () => {
    for (const each of looks.children) each.setAttribute("aria-checked", String(each.dataset.theme === theme()));
    restTab(looks, "button", looks.querySelector("[aria-checked=true]"));
  };
  const look = ([value, label]) => h("button",
    { type: "button", role: "radio", "data-theme": value, onclick: () => setTheme(value) }, label);
  looks.append(...THEMES.map(look));
  rove(looks, "button", "across");
  subscribeTheme(draw);
  draw();
  return section("Look", null, looks, setting("inspect", "Open the inspector when the page opens", innerWidth >= 1600),
    pictures());
}

// The simulator's own setting, for it says to the browser what the page may load.
function pictures() {
  const box = h("input", {
    type: "checkbox", role: "switch",
    onchange: async () => {
      if (await trying(() => post("settings", { pictures: box.checked }))) location.reload();
    },
  });
  get("settings").then((settings) => { box.checked = settings.pictures; }, () => {});
  return h("label", { class: "switch" }, h("span", {}, "Load pictures from the web",
    h("small", {}, "Else only what the bot has sent is shown, and nothing leaves this computer.")), box);
}

function setting(name, label, preset) {
  const box = h("input", {
    type: "checkbox", role: "switch", checked: isOn(name, preset),
    onchange: () => localStorage.setItem(name, box.checked ? "on" : "off"),
  });
  return h("label", { class: "switch" }, h("span", {}, label), box);
}

/** A choice that this browser keeps. */
export const isOn = (name, preset = false) => (localStorage.getItem(name) ?? (preset ? "on" : "off")) === "on";

function again() {
  const reset = async () => {
    const said = await ask({
      title: "Begin anew?", does: "Reset", danger: true,
      text: "Every channel, member and message is again as the world began. The bot's commands stay.",
    });
    if (said && await trying(() => post("reset"))) note("The world has begun anew.", "good");
  };
  const bot = all("application")[0]?.name ?? "the bot";
  return section("World", `All that happened with ${bot} is kept until you stop the simulator.`,
    h("button", { type: "button", class: "act danger", onclick: reset }, "Reset the world"));
}

