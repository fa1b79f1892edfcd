// The fields of a form: each drawn from its question, and telling what is entered.

import { accepted } from "../compose/options.js";
import { h } from "../dom.js";
import { icon } from "../icon.js";
import { markdown } from "../markdown.js";
import { dropView } from "./drop.js";
import { CHECKBOX, FILES, GROUP, RADIO, TEXT_INPUT, charactersLeft, counts, filesHint } from "./form.js";
import { selectView } from "./select.js";

const PARAGRAPH = 2;
let fields = 0;

/** Text that a form shows between its fields. */
export const textView = (content, guildId) => h("div", { class: "field-text markup" }, markdown(content, { guildId }));

/**
 * Draw a question with the value it has. `onchange(value)` tells of a new one. `place` is { guildId, channelId }.
 * Returns { element, fail(sentence|null), focus() }.
 */
export function fieldView(question, value, onchange, place) {
  const id = `field-${++fields}`;
  const wrong = h("p", { class: "field-wrong", id: `${id}-wrong`, hidden: true, role: "alert" });
  const names = { id, label: `${id}-label`, describedBy: `${question.description ? `${id}-description ` : ""}${id}-wrong` };
  const control = controlOf(question, value, onchange, place, names);
  const element = question.component.type === CHECKBOX
    ? h("div", { class: "field" }, control, wrong)
    : h("div", { class: "field" }, labelView(question, names), control, wrong);
  const focusable = () => element.querySelector("input:not([type=radio]), textarea, button[role=combobox], input:checked, input");
  return { element, focus: () => focusable()?.focus(), fail: (sentence) => showWrong(element, wrong, sentence, focusable()) };
}

function showWrong(element, wrong, sentence, control) {
  element.classList.toggle("field-failed", sentence !== null);
  wrong.hidden = sentence === null;
  wrong.replaceChildren(...(sentence === null ? [] : [icon("warning", 14), sentence]));
  if (sentence === null) control?.removeAttribute("aria-invalid");
  else control?.setAttribute("aria-invalid", "true");
}

function labelView({ label, description, required, component }, { id, label: labelId }) {
  // A group has no single control that a <label> could be for.
  const isText = component.type === TEXT_INPUT;
  const star = required && h("span", { class: "field-star", "aria-hidden": "true" }, " *");
  return [
    h(isText ? "label" : "div", { class: "field-label", id: labelId, for: isText ? id : null }, label, star),
    description && h("p", { class: "field-description", id: `${id}-description` }, description),
  ];
}

function controlOf(question, value, onchange, place, names) {
  const draw = { [TEXT_INPUT]: textInput, [RADIO]: radioGroup, [GROUP]: checkboxGroup, [CHECKBOX]: checkbox, [FILES]: filePlace };
  return (draw[question.component.type] ?? select)(question, value, onchange, names, place);
}

function textInput({ component, required }, value, onchange, { id, describedBy }) {
  const isLong = component.style === PARAGRAPH;
  const left = h("span", { class: "field-left", "aria-hidden": "true" });
  const count = () => { left.textContent = String(charactersLeft(component, input.value)); };
  const input = h(isLong ? "textarea" : "input", {
    id, class: "field-input", type: isLong ? null : "text", rows: isLong ? 4 : null, placeholder: component.placeholder,
    maxlength: component.max_length ?? 4000, "aria-required": String(required), "aria-describedby": describedBy, autocomplete: "off",
    oninput: () => { count(); onchange(input.value); },
  });
  input.value = value;
  count();
  return isLong ? h("div", { class: "field-long" }, input, left) : input;
}

function select({ component, required, label }, value, onchange, { describedBy }, place) {
  const { least, most } = counts(component, required);
  const shown = { ...component, min_values: required ? least : 0, max_values: most };
  return selectView({ component: shown, value, onchange, label, describedBy, required, ...place });
}

function radioGroup({ component, required }, value, onchange, { id, label, describedBy }) {
  const rows = component.options.map((option) => choiceRow(option, {
    type: "radio", name: id, checked: option.value === value, onchange: () => onchange(option.value),
  }));
  const role = { role: "radiogroup", "aria-labelledby": label, "aria-describedby": describedBy, "aria-required": String(required) };
  return h("div", { class: "choices", ...role }, rows);
}

function checkboxGroup({ component, required }, value, onchange, { label, describedBy }) {
  const { most } = counts(component, required);
  const rows = component.options.map((option) => choiceRow(option, {
    type: "checkbox", checked: value.includes(option.value), onchange: told,
  }));
  const boxes = rows.map((row) => row.querySelector("input"));
  const element = h("div", { class: "choices", role: "group", "aria-labelledby": label, "aria-describedby": describedBy }, rows);
  limit();
  return element;

  function told() {
    limit();
    onchange(component.options.filter((_, index) => boxes[index].checked).map((option) => option.value));
  }

  function limit() {
    const isFull = boxes.filter((box) => box.checked).length >= most;
    for (const box of boxes) box.disabled = isFull && !box.checked;
  }
}

function checkbox({ label, description }, value, onchange) {
  return h("div", { class: "choices alone" },
    choiceRow({ label, description }, { type: "checkbox", checked: value, onchange: (event) => onchange(event.target.checked) }));
}

/** A row with a box or a circle to tick, its label and what explains it. */
function choiceRow({ label, description }, properties) {
  const about = description ? `field-about-${++fields}` : null;
  const { checked, ...others } = properties;
  const input = h("input", { class: "choice-input", "aria-label": label, "aria-describedby": about, ...others });
  input.checked = checked;
  const mark = h("span", { class: "choice-mark", "aria-hidden": "true" }, others.type === "checkbox" && icon("check", 14));
  return h("label", { class: "choice" }, input, mark, h("span", { class: "choice-text" }, h("span", { class: "choice-label" }, label),
    description && h("span", { class: "choice-description", id: about }, description)));
}

function filePlace({ component, required, label }, value, onchange) {
  const { most } = counts(component, required);
  const box = h("div", { class: "field-files" });
  const hint = h("p", { class: "field-hint" }, filesHint(component, required));
  const accept = accepted(component.file_types);
  const draw = (files) => box.replaceChildren(hint, dropView({ label, files, most, accept, onchange: take }));
  const take = (files) => { draw(files); onchange(files); };
  draw(value);
  return box;
}
