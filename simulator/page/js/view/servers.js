// The rail at the left: direct messages, and the servers.

import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { all, subscribe } from "../store.js";
import { subscribe as subscribeUnread, unreadIn } from "../unread.js";
import { current, openGuild, subscribe as subscribeView } from "../view.js";
import { restTab, rove } from "./roving.js";

export function serversView() {
  const list = h("ul", {});
  const rail = h("nav", { class: "rail", "aria-label": "Servers" }, list);
  rove(list, "button");
  const draw = () => {
    const held = list.contains(document.activeElement) && document.activeElement.dataset.place;
    fill(list, direct(), h("li", { class: "rail-line", role: "separator" }), all("guilds").map(server));
    restTab(list, "button");
    if (held) list.querySelector(`[data-place="${held}"]`)?.focus();
  };
  subscribe((changes) => { if (changes === null || changes.some((each) => each.table === "guilds")) draw(); });
  subscribeView(draw);
  subscribeUnread(draw);
  draw();
  return rail;
}

function direct() {
  return place({ id: null, name: "Direct Messages", picture: icon("chat", 24), open: current().guild === undefined });
}

function server(guild) {
  const initials = guild.name.split(/\s+/).map((word) => [...word][0]).join("").slice(0, 3);
  return place({ id: guild.id, name: guild.name, picture: initials, open: current().guild?.id === guild.id });
}

function place({ id, name, picture, open }) {
  const { count, mentions } = unreadIn(id ?? undefined);
  const news = !open && count > 0;
  const told = mentions === 1 ? "1 mention" : `${mentions} mentions`;
  const said = mentions ? `${name}, ${told}` : news ? `${name}, unread` : name;
  return h("li", { class: open ? "open" : news ? "news" : null },
    h("span", { class: "rail-pill", "aria-hidden": "true" }),
    h("button", {
      type: "button", "aria-label": said, title: name, "aria-current": open ? "page" : null, "data-place": id ?? "@me",
      onclick: () => openGuild(id),
    }, picture, !open && mentions > 0 && h("span", { class: "count", "aria-hidden": "true" }, String(mentions))));
}
