// Embeds: the cards that bots put under what they say.

import { markdown } from "../markdown.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { hex } from "../names.js";
import { calendar, fullDate } from "../time.js";
import { picture, source } from "./media.js";

const MOST_PICTURES = 4;

/** All embeds of a message. Those with the same address are one, with the pictures of all. */
export function embedsView(embeds, context) {
  return galleries(embeds).map((each) => embedView(each, context));
}

function galleries(embeds) {
  const merged = [];
  const byUrl = new Map();
  for (const embed of embeds) {
    const first = embed.url && byUrl.get(embed.url);
    if (first) {
      if (embed.image && first.images.length < MOST_PICTURES) first.images.push(embed.image);
      continue;
    }
    const entry = { ...embed, images: embed.image ? [embed.image] : [] };
    merged.push(entry);
    if (embed.url) byUrl.set(embed.url, entry);
  }
  return merged;
}

function embedView(embed, { guildId, attachments }) {
  const color = Number.isInteger(embed.color) ? hex(embed.color) : null;
  const thumbnail =
    embed.thumbnail &&
    picture(source(embed.thumbnail, attachments), {
      description: embed.thumbnail.description ?? "",
      className: "embed-thumbnail",
      ratio: embed.thumbnail,
    });
  const name = embed.title || embed.author?.name || "Embed";
  return h(
    "section",
    { class: "embed", style: { "--embed-color": color }, "aria-label": name },
    h(
      "div",
      { class: "embed-main" },
      provider(embed),
      author(embed, attachments),
      title(embed, guildId),
      embed.description && h("div", { class: "embed-description markup" }, markdown(embed.description, { guildId })),
      fields(embed.fields ?? [], guildId),
    ),
    thumbnail,
    images(embed, attachments),
    video(embed),
    footer(embed, attachments),
  );
}

const provider = ({ provider: from }) =>
  from?.name && h("div", { class: "embed-provider" }, outside(from.url, from.name));

function author({ author: by }, attachments) {
  if (!by?.name) return null;
  const small =
    by.icon_url &&
    picture(source({ url: by.icon_url, proxy_url: by.proxy_icon_url }, attachments), {
      opens: false,
      className: "embed-icon",
    });
  return h("div", { class: "embed-author" }, small, outside(by.url, by.name));
}

function title({ title: text, url }, guildId) {
  if (!text) return null;
  const children = markdown(text, { guildId, inline: true });
  return h("div", { class: "embed-title markup" }, outside(url, children));
}

function outside(url, children) {
  if (!url || !/^https?:\/\//i.test(url)) return h("span", {}, children);
  return h("a", { href: url, title: url, target: "_blank", rel: "noopener noreferrer" }, children);
}

/** Inline fields stand in rows of three; two that are alone share a row; one that is not inline has it for itself. */
export function rowsOf(all) {
  const rows = [];
  for (const field of all) {
    const last = rows.at(-1);
    if (field.inline && last?.[0].inline && last.length < 3) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

function fields(all, guildId) {
  if (!all.length) return null;
  const cells = rowsOf(all).flatMap((row) => row.map((field) => fieldView(field, 12 / row.length, guildId)));
  return h("dl", { class: "embed-fields" }, cells);
}

function fieldView({ name, value, inline }, span, guildId) {
  return h(
    "div",
    { class: "embed-field", style: { "grid-column": inline ? `span ${span}` : "1 / -1" } },
    h("dt", { class: "markup" }, markdown(name, { guildId, inline: true })),
    h("dd", { class: "markup" }, markdown(value, { guildId })),
  );
}

function images({ images: all, url, title: text }, attachments) {
  if (!all.length) return null;
  const drawn = all.map((each) =>
    picture(source(each, attachments), { description: each.description ?? "", ratio: all.length === 1 ? each : {} }),
  );
  return h(
    "div",
    { class: `embed-images embed-images-${all.length}`, "data-url": url, "aria-label": text ? null : "Images" },
    drawn,
  );
}

function video({ video: film, url }) {
  if (!film?.url) return null;
  return h("div", { class: "embed-video" }, icon("play", 32), outside(url ?? film.url, film.url));
}

function footer({ footer: foot, timestamp }, attachments) {
  if (!foot?.text && !timestamp) return null;
  const small =
    foot?.icon_url &&
    picture(source({ url: foot.icon_url, proxy_url: foot.proxy_icon_url }, attachments), {
      opens: false,
      className: "embed-icon",
    });
  const when = timestamp && h("time", { datetime: timestamp, title: fullDate(timestamp) }, calendar(timestamp));
  return h(
    "footer",
    { class: "embed-footer" },
    small,
    h("span", {}, foot?.text, foot?.text && timestamp && " • ", when),
  );
}
