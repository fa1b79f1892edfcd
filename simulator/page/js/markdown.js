// Discord's markdown as nodes of the page; text is only ever text, so nothing that a message says becomes markup.

import { emojiName } from "./markdown/emoji.js";
import { code } from "./markdown/paint.js";
import { isJumbo, parse, words } from "./markdown/parse.js";
import { channelIcon, channelName, displayName, hex, roleName } from "./names.js";
import { h } from "./dom.js";
import { icon } from "./icon.js";
import { leadsTo, leadsToUser } from "./leads.js";
import { find } from "./store.js";
import { isTime, styled, ticker, timeElement } from "./time.js";

/**
 * The nodes of a text. `guildId`: whose nicknames and roles hold. `inline`: a line without headings, lists and quotes.
 * `jumbo`: a text of nothing but emoji shows them large.
 */
export function markdown(text, { guildId = null, inline = false, jumbo = false } = {}) {
  const tree = parse(text ?? "", { inline });
  const size = jumbo && isJumbo(tree) ? " emoji-jumbo" : "";
  return tree.map((node) => draw(node, { guildId, size }));
}

/** What a text says, in one line without marks: for previews and names. */
export function plain(text, { guildId = null } = {}) {
  const name = (node) => NAMES[node.type]?.(node, guildId) ?? "";
  return words(parse(text ?? ""), name)
    .replace(/\s+/g, " ")
    .trim();
}

const NAMES = {
  user: ({ id }, guildId) => `@${displayName(id, guildId)}`,
  role: ({ id }) => `@${roleName(id)}`,
  channel: ({ id }) => `#${channelName(id)}`,
  time: ({ at, style }) => (isTime(at * 1000) ? styled(at * 1000, style) : String(at)),
  navigate: ({ to }) => PLACES[to][1],
};

const PLACES = {
  customize: ["people", "Channels & Roles"],
  browse: ["search", "Browse Channels"],
  guide: ["apps", "Server Guide"],
  home: ["apps", "Server Guide"],
  "linked-roles": ["link", "Linked Roles"],
};
const TAGS = { strong: "strong", em: "em", u: "u", s: "s", h1: "h1", h2: "h2", h3: "h3", li: "li", ul: "ul" };

function draw(node, context) {
  if (node.type === "text") return document.createTextNode(node.value);
  if (TAGS[node.type]) return h(TAGS[node.type], {}, drawAll(node, context));
  return DRAWN[node.type](node, context);
}

const drawAll = (node, context) => node.children.map((child) => draw(child, { ...context, size: "" }));

const DRAWN = {
  sub: (node, context) => h("small", { class: "subtext" }, drawAll(node, context)),
  ol: (node, context) => h("ol", { start: node.start }, drawAll(node, context)),
  quote: (node, context) => h("blockquote", {}, drawAll(node, context)),
  code: ({ value }) => h("code", {}, value),
  pre: ({ value, language }) => codeBlock(value, language),
  spoiler: (node, context) => spoiler(drawAll(node, context)),
  link: (node, context) => link(node, drawAll(node, context)),
  user: ({ id }, { guildId }) => userMention(id, guildId),
  role: ({ id }) => roleMention(id),
  channel: ({ id }) => channelMention(id),
  command: ({ name, id }) =>
    h("button", { type: "button", class: "mention", ...leadsTo("command", id, name) }, `/${name}`),
  navigate: ({ to }) => h("span", { class: "mention" }, icon(PLACES[to][0], 16), " ", PLACES[to][1]),
  everyone: ({ name }) => h("span", { class: "mention" }, `@${name}`),
  emoji: ({ name }, { size }) => customEmoji(name, size),
  unicode: ({ value }, { size }) => unicodeEmoji(value, size),
  time: moment,
};

/** An emoji of Unicode, named for those who do not see it. */
export function unicodeEmoji(value, size = "") {
  return h(
    "span",
    { class: `emoji${size}`, role: "img", "aria-label": emojiName(value), title: emojiName(value) },
    value,
  );
}

/** A server's own emoji. Its picture is not here: its first letters stand for it. */
export function customEmoji(name, size = "") {
  const properties = { class: `emoji emoji-custom${size}`, role: "img", "aria-label": name, title: `:${name}:` };
  return h("span", properties, h("span", { "aria-hidden": "true" }, [...name].slice(0, 2).join("")));
}

/** An emoji as components have it: { id, name }. */
export const partialEmoji = ({ id, name }) => (id ? customEmoji(name ?? "emoji") : unicodeEmoji(name ?? ""));

function link({ href, title }, children) {
  const shown = title ? `${title}\n${href}` : href;
  return h("a", { href, title: shown, target: "_blank", rel: "noopener noreferrer" }, children);
}

function userMention(id, guildId) {
  const properties = { type: "button", class: "mention", ...leadsToUser(id) };
  return h("button", properties, `@${displayName(id, guildId)}`);
}

function roleMention(id) {
  const color = find("roles", id)?.color;
  const style = color ? { "--role-color": hex(color) } : {};
  return h("span", { class: `mention${color ? " mention-role" : ""}`, style }, `@${roleName(id)}`);
}

function channelMention(id) {
  const known = find("channels", id);
  if (!known) return h("span", { class: "mention" }, "# unknown");
  const properties = { type: "button", class: "mention", "aria-label": `#${channelName(id)}` };
  return h("button", { ...properties, ...leadsTo("channel", id) }, icon(channelIcon(known), 16), channelName(id));
}

function moment({ at, style }) {
  const milliseconds = at * 1000;
  if (!isTime(milliseconds)) return h("span", { class: "timestamp" }, "Invalid Date");
  if (style === "R") return ticker(milliseconds, { class: "timestamp" });
  return timeElement(milliseconds, styled(milliseconds, style), { class: "timestamp" });
}

function spoiler(children) {
  const inside = h("span", { class: "spoiler-inside", inert: true, "aria-hidden": "true" }, children);
  const open = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    inside.removeAttribute("inert");
    inside.removeAttribute("aria-hidden");
    for (const name of ["role", "tabindex", "aria-label"]) outside.removeAttribute(name);
    outside.classList.add("spoiler-open");
    for (const name of ["click", "keydown"]) outside.removeEventListener(name, open);
  };
  const properties = {
    class: "spoiler",
    role: "button",
    tabindex: 0,
    "aria-label": "Spoiler",
    onclick: open,
    onkeydown: open,
  };
  const outside = h("span", properties, inside);
  return outside;
}

function codeBlock(value, language) {
  const copy = async (event) => {
    const button = event.currentTarget;
    await navigator.clipboard?.writeText(value);
    button.replaceChildren(icon("check", 14), "Copied");
    setTimeout(() => button.replaceChildren(icon("copy", 14), "Copy"), 2000);
  };
  const button = h("button", { type: "button", class: "code-copy", onclick: copy }, icon("copy", 14), "Copy");
  const label = language && h("span", { class: "code-language" }, language);
  return h(
    "div",
    { class: "code-block" },
    label,
    button,
    h("pre", { tabindex: 0, "aria-label": "Code" }, h("code", {}, code(value, language))),
  );
}
