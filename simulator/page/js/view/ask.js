// A small question in the middle of the page: a title, a few fields, and what to do about it.

import { h } from "../dom.js";

/**
 * Ask. Fields are { name, label, type: "text"|"number"|"select"|"area", options: [[value, label]], value, placeholder,
 * max, required }. Resolves to the values by name, or to null where it was left.
 */
export function ask({ title, text, fields = [], does, danger = false, picture = null }) {
  return new Promise((resolve) => {
    const inputs = Object.fromEntries(fields.map((field) => [field.name, input(field)]));
    let answer = null;
    const form = h("form", { method: "dialog", onsubmit: () => { answer = read(inputs); } },
      h("h2", { id: "ask-title" }, title),
      text && h("p", { class: "ask-text" }, picture, h("span", {}, text)),
      fields.map((field) => h("label", {}, h("span", {}, field.label), inputs[field.name])),
      h("div", { class: "ask-buttons" },
        h("button", { type: "button", class: "act plain", onclick: () => dialog.close() }, "Cancel"),
        h("button", { type: "submit", class: danger ? "act danger" : "act primary" }, does)));
    const dialog = h("dialog", { class: "ask", "aria-labelledby": "ask-title" }, form);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function input({ type = "text", options = [], value, placeholder, max, required, step, min }) {
  const shared = { required, placeholder };
  if (type === "select") {
    const option = ([each, label]) => h("option", { value: each, selected: each === value }, label);
    return h("select", shared, options.map(option));
  }
  if (type === "area") return h("textarea", { ...shared, rows: 3, maxlength: max }, value);
  return h("input", { ...shared, type, value, maxlength: max, step, min, autocomplete: "off" });
}

const read = (inputs) => Object.fromEntries(Object.entries(inputs).map(([name, each]) => [name, each.value.trim()]));
