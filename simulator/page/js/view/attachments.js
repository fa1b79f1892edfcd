// Files of a message: pictures side by side, films and sounds to be played, and cards for all others.

import { h } from "../dom.js";
import { icon } from "../icon.js";
import { covered, picture, reachable } from "./media.js";

const SPOILER = "SPOILER_";
const IS_SPOILER = 1 << 3;
const KILO = 1024;

/** "1.5 KB" */
export function size(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const units = ["bytes", "KB", "MB", "GB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(KILO)));
  return `${Number((bytes / KILO ** power).toFixed(2))} ${units[power]}`;
}

const kind = ({ content_type: type = "", filename = "" }) => {
  if (type) return type.split("/")[0];
  return /\.(png|jpe?g|gif|webp|avif)$/i.test(filename) ? "image" : "file";
};

const isSpoiler = ({ filename = "", flags = 0 }) => filename.startsWith(SPOILER) || (flags & IS_SPOILER) !== 0;

/** All files of a message, or null where there are none. */
export function attachmentsView(attachments) {
  if (!attachments.length) return null;
  const pictures = attachments.filter((each) => kind(each) === "image");
  const others = attachments.filter((each) => kind(each) !== "image");
  return h(
    "div",
    { class: "attachments" },
    pictures.length > 0 &&
      h(
        "div",
        { class: `mosaic mosaic-${pictures.length}` },
        pictures.map((each) => image(each, pictures.length === 1)),
      ),
    others.map((each) => attachmentView(each)),
  );
}

function image(attachment, alone) {
  return picture(attachment.proxy_url ?? attachment.url, {
    description: attachment.description ?? attachment.filename,
    spoiler: isSpoiler(attachment),
    ratio: alone ? attachment : {},
  });
}

function attachmentView(attachment) {
  const shown = { video, audio }[kind(attachment)]?.(attachment) ?? fileView(attachment);
  return isSpoiler(attachment) ? covered(shown) : shown;
}

const video = ({ url, filename, description }) =>
  h("video", {
    class: "attachment-video",
    src: url,
    controls: true,
    preload: "metadata",
    "aria-label": description ?? filename,
  });

const audio = (attachment) =>
  h(
    "div",
    { class: "file file-audio" },
    fileHead(attachment),
    h("audio", { src: attachment.url, controls: true, preload: "metadata", "aria-label": attachment.filename }),
  );

/** A card with a file's name, size and a way to have it. */
export function fileView(attachment) {
  return h("div", { class: "file" }, fileHead(attachment));
}

function fileHead({ filename, size: bytes, url: given }) {
  const url = reachable(given);
  const name = (filename ?? "file").replace(SPOILER, "");
  const shown = url
    ? h("a", { href: url, title: name, target: "_blank", rel: "noopener noreferrer", download: filename }, name)
    : h("span", {}, name);
  return h(
    "div",
    { class: "file-head" },
    h("span", { class: "file-icon" }, icon("file", 28)),
    h("span", { class: "file-name" }, shown, h("small", {}, size(bytes))),
    url &&
      h(
        "a",
        { class: "file-download", href: url, download: filename, "aria-label": `Download ${name}` },
        icon("download", 20),
      ),
  );
}
