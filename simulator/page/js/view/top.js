// The bar at the very top: what this is, where one is, and the world's time when it is not one's own.

import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { all, now, state, subscribe } from "../store.js";
import { current, subscribe as subscribeView } from "../view.js";
import { isProblem, openExchange, openTools, openTraffic } from "./inspector.js";
import { spell } from "./tools.js";

export function topView() {
  const place = h("span", { class: "top-place" });
  const side = h("div", { class: "top-side" });
  const draw = () => {
    const { guild } = current();
    fill(place, guild ? [h("span", { class: "top-mark", "aria-hidden": "true" }, [...guild.name][0]), guild.name]
      : [icon("chat", 16), "Direct Messages"]);
    fill(side, clock(), faults(), problem());
  };
  subscribe(draw);
  subscribeView(draw);
  draw();
  return h("header", { class: "top" },
    h("span", { class: "badge", title: "Nothing here is sent to Discord. Not made by Discord, and not of theirs." },
      icon("flask", 14), "Local simulation, not Discord"),
    place, side);
}

function clock() {
  if (!state.ahead) return null;
  const at = new Date(now()).toLocaleString("en", { weekday: "short", hour: "numeric", minute: "2-digit" });
  return pill("clock", `${at}, ${spell(state.ahead)} ahead`, openTools,
    { title: "The world's clock is ahead of yours" });
}

function faults() {
  const many = all("faults").length;
  return many > 0 && pill("flask", `${many} ${many === 1 ? "fault" : "faults"} waiting`, openTools, { kind: "odd" });
}

// What the check found, or the exchange that has just gone wrong, until the next one goes well.
function problem() {
  const endpoint = all("application")[0]?.endpoint;
  if (endpoint?.problems.length) return pill("warning", "The endpoint check found problems", openTraffic,
    { kind: "bad" });
  const last = all("exchanges").at(-1);
  return last && isProblem(last) && pill("warning", `${last.title} went wrong`, () => openExchange(last.id),
    { kind: "bad" });
}

function pill(picture, words, onclick, { kind = "", title } = {}) {
  return h("button", { type: "button", class: `pill ${kind}`, title, onclick }, icon(picture, 14),
    h("span", {}, words));
}
