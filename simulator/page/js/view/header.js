// The bar over the chat: what is open, its topic, and what opens the panels beside it.

import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { avatar, channelIcon, displayName } from "../names.js";
import { isThread } from "../rights.js";
import { all, find, subscribe } from "../store.js";
import { current, openChannel, subscribe as subscribeView } from "../view.js";
import { partner } from "./channels.js";
import { openMenu } from "./menu.js";
import { openPins } from "./pins.js";

/** What a channel is called in a sentence: "#general", "@Your Bot", a thread's name. */
export function channelTitle(channel) {
  if (channel.type === 1) return `@${displayName(partner(channel))}`;
  return isThread(channel) ? channel.name : `#${channel.name}`;
}

/** `panels` are buttons for the panels of the page; `openList` opens the list where it is a drawer. */
export function headerView({ panels, openList }) {
  const place = h("div", { class: "place" });
  const threads = tool("Threads", "thread", () => openThreads(threads));
  const pins = tool("Pinned Messages", "pin", () => openPins(pins));
  const header = h("header", { class: "chat-head" },
    h("button", { type: "button", class: "round only-narrow", "aria-label": "Channels", onclick: openList },
      icon("menu")),
    place, h("div", { class: "chat-tools", role: "toolbar", "aria-label": "Channel" }, threads, pins, panels));
  const draw = () => {
    const { channel } = current();
    fill(place, channel ? title(channel) : null);
    threads.hidden = !channel || channel.type === 1 || isThread(channel);
    pins.hidden = !channel;
    document.title = channel ? `${channelTitle(channel)} · Local simulation` : "Local simulation";
  };
  const matters = new Set(["channels", "users", "members"]);
  subscribe((changes) => { if (changes === null || changes.some((each) => matters.has(each.table))) draw(); });
  subscribeView(draw);
  draw();
  return header;
}

function tool(label, name, run) {
  return h("button", { type: "button", class: "round", "aria-label": label, title: label, "aria-haspopup": "true",
    onclick: run }, icon(name));
}

function title(channel) {
  const parent = isThread(channel) ? find("channels", channel.parent_id) : null;
  const picture = channel.type === 1 ? avatar(partner(channel), 24) : icon(channelIcon(channel), 22);
  const name = channel.type === 1 ? displayName(partner(channel)) : channel.name;
  return [
    parent && [h("button", { type: "button", class: "crumb", onclick: () => openChannel(parent.id) },
      icon(channelIcon(parent), 18), parent.name), icon("right", 14)],
    picture, h("h2", {}, name),
    channel.topic && h("p", { class: "topic", title: channel.topic }, channel.topic),
  ];
}

function openThreads(near) {
  const { channel } = current();
  const threads = all("channels", (each) => isThread(each) && each.parent_id === channel.id);
  openMenu(near, threads.length
    ? threads.map((each) => ({ label: each.name, hint: each.thread_metadata?.archived ? "archived" : "",
      run: () => openChannel(each.id) }))
    : [{ label: "No threads in this channel", disabled: true }], { label: "Threads" });
}
