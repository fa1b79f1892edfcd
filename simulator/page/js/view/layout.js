// The layout of a message of the second kind of components: containers, sections, galleries, files, lines between.

import { h } from "../dom.js";
import { hex } from "../names.js";
import { fileView } from "./attachments.js";
import { covered, isOutside, picture, source } from "./media.js";

const THUMBNAIL = 11;
const WIDE = 2;

/** A card with a line of colour at its left; `draw` draws what is in it. */
export function containerView({ components = [], accent_color: accent, spoiler }, context) {
  const colored = Number.isInteger(accent);
  const card = h(
    "section",
    { class: `container${colored ? " container-accent" : ""}`, style: colored ? { "--accent-line": hex(accent) } : {} },
    components.map((each) => context.draw(each, context)),
  );
  return spoiler ? covered(card) : card;
}

/** Texts at the left, a button or a small picture at the right. */
export function sectionView({ components = [], accessory }, context) {
  const kind = accessory?.type === THUMBNAIL ? "section-picture" : "section-button";
  return h(
    "div",
    { class: `section ${kind}` },
    h(
      "div",
      { class: "section-texts" },
      components.map((each) => context.draw(each, context)),
    ),
    accessory && h("div", { class: "section-accessory" }, context.draw(accessory, context)),
  );
}

export function thumbnailView({ media, description, spoiler }, { attachments }) {
  return picture(source(media, attachments), { description: description ?? "", spoiler, className: "thumbnail" });
}

/** 1 to 10 pictures: one by itself in its own shape, the others cut to fit a mosaic. */
export function galleryView({ items = [] }, { attachments }) {
  const alone = items.length === 1;
  return h(
    "div",
    { class: `mosaic mosaic-${items.length}` },
    items.map(({ media, description, spoiler }) => {
      const url = source(media, attachments);
      if (isFilm(media, attachments) && !isOutside(url)) return film(url, description);
      return picture(url, { description: description ?? "", spoiler, ratio: alone ? media : {} });
    }),
  );
}

function isFilm(media, attachments) {
  const type = media.content_type ?? attachments.find((each) => media.url?.endsWith(`/${each.filename}`))?.content_type;
  return type?.startsWith("video/") || /\.(mp4|webm|mov)(\?|$)/i.test(media.url ?? "");
}

const film = (url, description) =>
  h("video", { src: url, controls: true, preload: "metadata", "aria-label": description ?? "Video" });

/** The card of a file of the message. */
export function fileComponent({ file, name, size, spoiler }, { attachments }) {
  const filename = name ?? /[^/]*$/.exec(file?.url ?? "")[0];
  const known = attachments.find((each) => each.filename === filename || each.url === file?.url);
  const card = fileView({
    filename,
    size: size ?? known?.size,
    url: source(file, attachments),
  });
  return spoiler ? covered(card) : card;
}

export function separatorView({ divider = true, spacing = 1 }) {
  const kind = spacing === WIDE ? "separator-wide" : "";
  return divider
    ? h("hr", { class: `separator ${kind}` })
    : h("div", { class: `separator ${kind}`, "aria-hidden": "true" });
}
