// A place to put files: drop them, browse for them, see what is there, take one away.

import { h } from "../dom.js";
import { icon } from "../icon.js";
import { size } from "./attachments.js";

/**
 * Draw the place. `files` are there already; `onchange(files)` is called with all that shall be there. One file takes
 * the place of another where `most` is 1. `label` names the field for those who do not see it.
 */
export function dropView({ label, files = [], most = 1, accept = "", onchange }) {
  const input = h("input", {
    type: "file", class: "drop-input", "aria-label": label, accept: accept || null, multiple: most > 1,
    onchange: () => take(input.files),
  });
  const [words, link] = most > 1 ? ["Drop files here or ", "browse"] : ["Drop file to upload or ", "click to browse"];
  const zone = h("label", { class: "drop-zone" }, icon("image", 24),
    h("span", {}, words, h("span", { class: "drop-browse" }, link)), input);
  const element = h("div", { class: "drop" }, files.length < most || most === 1 ? zone : null, files.map(fileView));
  let inside = 0;
  element.addEventListener("dragenter", () => element.classList.toggle("over", ++inside > 0));
  element.addEventListener("dragleave", () => element.classList.toggle("over", --inside > 0));
  element.addEventListener("dragover", (event) => event.preventDefault());
  element.addEventListener("drop", (event) => { event.preventDefault(); take(event.dataTransfer.files); });
  return element;

  function take(given) {
    const added = [...given];
    if (!added.length) return;
    onchange((most === 1 ? added : [...files, ...added]).slice(0, most));
  }

  function fileView(file) {
    const gone = () => onchange(files.filter((each) => each !== file));
    return h("div", { class: "drop-file" }, pictureOf(file),
      h("span", { class: "drop-name" }, file.name), h("span", { class: "drop-size" }, size(file.size)),
      h("button", { type: "button", class: "drop-gone", "aria-label": `Remove ${file.name}`, onclick: gone }, icon("close", 16)));
  }
}

function pictureOf(file) {
  if (!file.type.startsWith("image/")) return icon("file", 24);
  const url = URL.createObjectURL(file);
  return h("img", { class: "drop-picture", src: url, alt: "", onload: () => URL.revokeObjectURL(url) });
}
