// What is left of the inspector while it is closed: a strip with a lamp for each of the latest exchanges.

import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { all, subscribe } from "../store.js";
import { isProblem, openExchange, tone } from "./inspector.js";

const LAMPS = 16;

export function stripView(open) {
  const lamps = h("ul", { "aria-label": "Latest exchanges" });
  const count = h("span", { class: "count" });
  const strip = h("aside", { class: "strip", "aria-label": "Inspector" },
    h("button", { type: "button", class: "round", "aria-label": "Show the traffic", title: "Show the inspector",
      onclick: open }, icon("left")), count, lamps);
  const draw = () => {
    const exchanges = all("exchanges");
    const problems = exchanges.filter(isProblem).length;
    count.hidden = !problems;
    count.textContent = String(problems);
    count.title = `${problems} went wrong`;
    fill(lamps, exchanges.slice(-LAMPS).reverse().map(lamp));
  };
  subscribe((changes) => { if (changes === null || changes.some((each) => each.table === "exchanges")) draw(); });
  draw();
  return strip;
}

function lamp(each) {
  const said = `${each.to_bot ? "To the bot" : "From the bot"}: ${each.title}, ${each.status ?? "no answer"}`;
  return h("li", {}, h("button", {
    type: "button", class: `lamp ${tone(each)}`, "aria-label": said, title: said, onclick: () => openExchange(each.id),
  }));
}
