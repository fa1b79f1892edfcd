// The panel of every HTTP exchange with the bot, the newest first, beside the tools.

import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { all, find, subscribe } from "../store.js";
import { check } from "./check.js";
import { detailsOf } from "./exchange.js";
import { toolsView } from "./tools.js";

const FILTERS = [["all", "All"], ["deliveries", "Deliveries"], ["calls", "Calls"], ["problems", "Problems"]];
const DRAWN = 150;
const FITS = {
  all: () => true,
  deliveries: (each) => each.to_bot,
  calls: (each) => !each.to_bot,
  problems: (each) => isProblem(each) || each.warnings.length > 0,
};

let panel = null;

/** Whether an exchange went wrong. The check's own deliveries are to be refused: what they found is in the banner. */
export function isProblem(each) {
  if (each.errors || !each.simulated) return true;
  if (each.to_bot && !each.interaction_id) return false;
  if (each.to_bot && find("interactions", each.interaction_id)?.state === "failed") return true;
  return each.status >= 400 || (each.status === null && each.milliseconds !== null);
}

/** Show an exchange in the panel. */
export const openExchange = (id) => panel?.show(id);

/** Show all exchanges in the panel. */
export const openTraffic = () => panel?.tab("traffic");

/** Show the tools in the panel. */
export const openTools = () => panel?.tab("tools");

/** The panel. `open()` opens it where it is closed; `close()` closes it. */
export function inspectorView({ open, close }) {
  panel = new Panel({ open, close });
  return panel.element;
}

class Panel {
  constructor({ open, close }) {
    this.opens = open;
    this.filter = "all";
    this.shown = new Set();
    this.rows = new Map();
    this.limit = DRAWN;
    this.list = h("ul", { class: "exchanges", "aria-label": "Exchanges" });
    this.banner = h("div", { class: "endpoint" });
    this.traffic = h("div", { class: "panel-body", id: "panel-traffic", role: "tabpanel", "aria-label": "Traffic" },
      this.banner, this.filters(), this.list);
    this.tools = h("div", { class: "panel-body", id: "panel-tools", role: "tabpanel", "aria-label": "Tools",
      hidden: true }, toolsView());
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Inspector" },
      this.tabButton("traffic", "Traffic"), this.tabButton("tools", "Tools"));
    this.element = h("aside", { class: "inspector", "aria-label": "Inspector", id: "inspector", tabindex: "-1" },
      h("header", {}, h("h2", {}, "Inspector"), this.tabs,
        h("button", { type: "button", class: "round", "aria-label": "Close panel", title: "Close", onclick: close },
          icon("close"))),
      this.traffic, this.tools);
    this.tabs.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.tab(this.tools.hidden ? "tools" : "traffic");
    });
    subscribe((changes) => this.take(changes));
    this.draw();
  }

  tabButton(name, label) {
    return h("button", {
      type: "button", role: "tab", "aria-selected": String(name === "traffic"), "aria-controls": `panel-${name}`,
      tabindex: name === "traffic" ? "0" : "-1", onclick: () => this.tab(name),
    }, label);
  }

  tab(name) {
    this.opens();
    this.traffic.hidden = name !== "traffic";
    this.tools.hidden = name !== "tools";
    for (const button of this.tabs.children) {
      const chosen = button.getAttribute("aria-controls") === `panel-${name}`;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      if (chosen) button.focus();
    }
  }

  filters() {
    this.chips = h("div", { class: "chips", role: "group", "aria-label": "Show" },
      FILTERS.map(([name, label]) => h("button", {
      type: "button", class: "chip", "data-filter": name, "aria-pressed": String(name === this.filter),
      onclick: () => { this.filter = name; this.limit = DRAWN; this.draw(); },
    }, label)));
    return this.chips;
  }

  take(changes) {
    if (changes === null || changes.some((each) => each.table === "application")) this.endpoint();
    if (changes === null) this.draw();
    else for (const change of changes) this.changed(change);
    this.count();
  }

  changed({ table, key, value }) {
    if (table === "exchanges") this.patch(key, value);
    // A delivery may have gone well, and yet have come too late, or with an answer that is refused.
    if (table !== "interactions" || value?.state !== "failed") return;
    const deliveries = all("exchanges", (each) => each.to_bot && each.interaction_id === key);
    for (const each of deliveries) this.patch(each.id, each);
  }

  draw() {
    this.rows.clear();
    const fitting = all("exchanges", FITS[this.filter]).reverse();
    fill(this.list, fitting.slice(0, this.limit).map((each) => this.row(each)), this.rest(fitting.length),
      fitting.length ? null : this.none());
    for (const chip of this.chips.children) {
      chip.setAttribute("aria-pressed", String(chip.dataset.filter === this.filter));
    }
    this.endpoint();
    this.count();
  }

  none() {
    const words = this.filter === "all"
      ? "Nothing yet. Start your bot: what it asks for, and what it is told, is listed here."
      : "Nothing of this kind yet.";
    return h("li", { class: "empty" }, h("p", {}, words));
  }

  rest(many) {
    const more = () => {
      this.limit += DRAWN;
      this.draw();
    };
    return many > this.limit ? h("li", { class: "empty" },
      h("button", { type: "button", class: "act plain", onclick: more }, "Show older")) : null;
  }

  patch(key, value) {
    const old = this.rows.get(key);
    if (old) {
      const held = old.contains(document.activeElement);
      const row = value && this.row(value);
      if (row) old.replaceWith(row);
      else old.remove();
      if (held) row?.querySelector("button").focus();
      return;
    }
    if (!value || !FITS[this.filter](value)) return;
    this.list.querySelector(".empty p")?.parentElement.remove();
    this.list.prepend(this.row(value));
    if (this.rows.size > this.limit + DRAWN) this.draw();
  }

  row(each) {
    const isOpen = this.shown.has(each.id);
    const button = h("button", {
      type: "button", class: "exchange-head", "aria-expanded": String(isOpen), onclick: () => this.toggle(each.id),
    }, summary(each));
    const row = h("li", { class: `exchange ${tone(each)}`, "data-exchange": each.id }, button);
    if (isOpen) row.append(detailsOf(each));
    this.rows.set(each.id, row);
    return row;
  }

  toggle(id) {
    if (!this.shown.delete(id)) this.shown.add(id);
    this.patch(id, find("exchanges", id));
  }

  show(id) {
    this.tab("traffic");
    if (!this.rows.has(id)) {
      this.filter = "all";
      this.limit = Infinity;
      this.draw();
    }
    this.shown.add(id);
    this.patch(id, find("exchanges", id));
    const row = this.rows.get(id);
    row?.scrollIntoView({ block: "start" });
    row?.querySelector("button").focus({ preventScroll: true });
  }

  count() {
    const problems = all("exchanges", isProblem).length;
    const chip = this.chips.querySelector("[data-filter=problems]");
    chip.dataset.count = problems || "";
  }

  endpoint() {
    const endpoint = all("application")[0]?.endpoint;
    fill(this.banner, endpoint ? endpointView(endpoint) : noEndpoint());
    this.banner.classList.toggle("bad", Boolean(endpoint?.problems.length));
  }
}

function endpointView({ url, checked, problems }) {
  const again = h("button", { type: "button", class: "act plain", onclick: check },
    problems.length ? "Check again" : "Check endpoint");
  const said = problems.length
    ? `The endpoint would be refused: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`
    : checked ? "Endpoint accepted" : "Endpoint not checked yet";
  return [
    h("div", { class: "endpoint-line" },
      h("span", { class: `lamp ${problems.length ? "bad" : checked ? "good" : ""}` }),
      h("div", {}, h("b", {}, said), h("span", { class: "endpoint-url", title: url }, url)), again),
    problems.length > 0 && h("ul", { role: "alert" },
      problems.map((each) => h("li", {}, icon("warning", 16), h("span", {}, each)))),
  ];
}

function noEndpoint() {
  return h("div", { class: "endpoint-line" }, h("span", { class: "lamp" }),
    h("div", {}, h("b", {}, "No endpoint"), h("span", {}, "Start with --endpoint http://127.0.0.1:8000/interactions")));
}

/** How a row is coloured: "wait", "good", "bad" or "odd". */
export function tone(each) {
  if (isProblem(each)) return "bad";
  if (each.warnings.length || each.fault) return "odd";
  return each.status === null ? "wait" : "good";
}

function summary(each) {
  const direction = each.to_bot ? "To the bot" : "From the bot";
  const status = each.status ?? (each.milliseconds === null ? "…" : "none");
  return [
    h("span", { class: `way ${each.to_bot ? "to" : "from"}`, title: direction },
      icon(each.to_bot ? "toward" : "back", 14), h("span", { class: "unseen" }, direction)),
    h("span", { class: "exchange-title" }, each.title || `${each.method} ${each.path}`),
    each.warnings.length > 0 && h("span", { class: "mark odd", title: each.warnings.join("\n") }, icon("warning", 14),
      h("span", { class: "unseen" }, "Warnings")),
    each.fault && h("span", { class: "mark odd", title: `Fault: ${each.fault}` }, icon("flask", 14)),
    !each.simulated && h("span", { class: "tag bad" }, "not simulated"),
    h("span", { class: "status" }, String(status)),
    h("span", { class: "ms" }, each.milliseconds === null ? "" : milliseconds(each.milliseconds)),
  ];
}

const milliseconds = (many) => (many >= 1000 ? `${(many / 1000).toFixed(1)} s` : `${Math.round(many)} ms`);
