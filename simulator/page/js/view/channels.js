// The list of channels of a server by their categories, with threads; or the list of direct messages.

import { post } from "../api.js";
import { fill, h } from "../dom.js";
import { icon } from "../icon.js";
import { appTag, avatar, channelIcon, displayName, theBot } from "../names.js";
import { isThread } from "../rights.js";
import { all, find, state, subscribe } from "../store.js";
import { subscribe as subscribeUnread, unread } from "../unread.js";
import { current, directs, isTalkedIn, openChannel, ordered, subscribe as subscribeView } from "../view.js";
import { openMenu } from "./menu.js";
import { trying } from "./notes.js";
import { restTab, rove } from "./roving.js";
import { serverMenu } from "./server.js";

const ITEM = "[data-channel], .category";
const SAID = { 2: "voice channel", 5: "announcement channel", 13: "stage channel", 15: "forum", 16: "media channel" };
const folded = new Set();

export function channelsView() {
  const name = h("span", {});
  const opens = h("button", { type: "button", class: "guild-name", "aria-haspopup": "menu",
    onclick: () => openMenu(opens, serverMenu(), { label: "Server" }) }, name, icon("chevron", 16));
  const title = h("h1", {});
  const body = h("div", { class: "channels-body" });
  const nav = h("nav", { class: "channels", "aria-label": "Channels", id: "channels", tabindex: "-1" },
    h("header", {}, title), body);
  rove(body, ITEM);
  const draw = () => {
    const held = body.contains(document.activeElement) && document.activeElement.dataset;
    const { guild } = current();
    name.textContent = guild?.name ?? "";
    fill(title, guild ? opens : "Direct Messages");
    fill(body, guild ? server(guild, draw) : messages());
    restTab(body, ITEM);
    if (held) body.querySelector(`[data-channel="${held.channel}"], [data-category="${held.category}"]`)?.focus();
  };
  const matters = new Set(["channels", "guilds", "users"]);
  subscribe((changes) => { if (changes === null || changes.some((each) => matters.has(each.table))) draw(); });
  subscribeView(draw);
  subscribeUnread(draw);
  draw();
  return nav;
}

function server(guild, draw) {
  const channels = ordered(guild.id);
  const categories = channels.filter((each) => each.type === 4);
  const known = new Set(categories.map((each) => each.id));
  const loose = channels.filter((each) => each.type !== 4 && !known.has(each.parent_id));
  if (!channels.length) {
    return empty("There is no channel that you can see here.", "Be another member: press your name below.");
  }
  return [
    loose.length ? h("ul", {}, loose.map(row)) : null,
    categories.map((each) => category(each, channels.filter((channel) => channel.parent_id === each.id), draw)),
  ];
}

// A category of which the viewer sees no channel is not there for them.
function category(one, channels, draw) {
  if (!channels.length) return null;
  const closed = folded.has(one.id);
  const open = current().channel;
  const stays = ({ id }) => id === open?.id || id === open?.parent_id || unread(id).count > 0;
  const kept = closed ? channels.filter(stays) : channels;
  const toggle = () => {
    if (!folded.delete(one.id)) folded.add(one.id);
    draw();
  };
  return h("section", {},
    h("button", { type: "button", class: "category", "aria-expanded": String(!closed), "data-category": one.id,
      onclick: toggle },
      h("span", {}, one.name), icon(closed ? "right" : "chevron", 12)),
    h("ul", { "aria-label": one.name }, kept.map(row)));
}

function row(channel) {
  const isHere = (each) => isThread(each) && each.parent_id === channel.id && !each.thread_metadata?.archived;
  const threads = all("channels", isHere);
  return h("li", {}, link(channel, channel.name), threads.length
    ? h("ul", { class: "threads", "aria-label": `Threads in ${channel.name}` },
      threads.map((each) => h("li", {}, link(each, each.name)))) : null);
}

function link(channel, name, picture = icon(channelIcon(channel), isThread(channel) ? 16 : 20)) {
  const open = current().channel?.id === channel.id;
  const { count, mentions } = unread(channel.id);
  const said = [name, SAID[channel.type], mentions ? `${mentions} mentions` : count ? "unread" : null].filter(Boolean)
    .join(", ");
  const press = isTalkedIn(channel) ? () => openChannel(channel.id) : null;
  return h("a", {
    href: `#/${channel.guild_id ?? "@me"}/${channel.id}`, "data-channel": channel.id,
    class: `channel${count && !open ? " news" : ""}`,
    "aria-current": open ? "page" : null, "aria-label": said, "aria-disabled": press ? null : "true",
    title: press ? channel.topic : "Only text is simulated.",
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      press?.();
    },
  }, picture, h("span", { class: "channel-name" }, name),
    mentions > 0 && !open ? h("span", { class: "count", "aria-hidden": "true" }, String(mentions)) : null);
}

function messages() {
  const bot = theBot();
  const open = directs();
  const begin = bot && state.viewer && !open.length ? h("button", {
    type: "button", class: "act plain wide", onclick: async () => {
      const channel = await trying(() => post("dms", { as: state.viewer.username }));
      if (channel) openChannel(channel.id);
    },
  }, `Message ${displayName(bot)}`) : null;
  return [
    h("h2", { class: "channels-title" }, "Direct Messages"),
    open.length ? h("ul", {}, open.map((each) => h("li", { class: "direct" }, direct(each, bot))))
      : empty("Nobody has written to you yet.", "Write to the bot, or let it write to you."),
    begin,
  ];
}

/** With whom the viewer talks in a direct message. */
export function partner(channel) {
  const bot = theBot();
  const isTheirs = !state.viewer || state.viewer.id === channel.recipient_id;
  return isTheirs ? bot ?? find("users", channel.owner_id) : find("users", channel.recipient_id);
}

function direct(channel) {
  const user = partner(channel);
  const element = link(channel, displayName(user), h("span", { class: "with-status" }, avatar(user, 32)));
  if (user?.bot) element.querySelector(".channel-name").append(" ", appTag());
  return element;
}

const empty = (words, next) => h("div", { class: "channels-empty" }, h("p", {}, words),
  h("p", { class: "muted" }, next));
