// What a form asks, and whether it is answered. Pure: no page, no store.

import { fileProblem } from "../compose/options.js";

// https://docs.discord.com/developers/components/reference#component-object-component-types
export const ROW = 1;
export const STRING_SELECT = 3;
export const TEXT_INPUT = 4;
export const TEXT = 10;
export const LABEL = 18;
export const FILES = 19;
export const RADIO = 21;
export const GROUP = 22;
export const CHECKBOX = 23;

const MOST_TEXT = 4000;
const REQUIRED = "This field is required.";

/**
 * The parts of a form in order: { text } to be read, or a question { id, component, label, description, required }. A
 * row with a text input is the form of old, which bears its own label.
 */
export function partsOf(modal) {
  return (modal.components ?? []).flatMap((each) => {
    if (each.type === TEXT) return [{ text: each.content }];
    if (each.type === LABEL) return [question(each.component, each.label, each.description)];
    return each.type === ROW ? (each.components ?? []).map((inner) => question(inner, inner.label)) : [];
  });
}

function question(component, label, description = "") {
  const required = component.type !== CHECKBOX && component.required !== false;
  return { id: component.custom_id, component, label: label ?? "", description: description ?? "", required };
}

/** What a field holds before anybody has touched it. */
export function initial({ type, value, options = [], default: isOn, default_values: given = [] }) {
  const chosen = options.filter((each) => each.default).map((each) => each.value);
  if (type === TEXT_INPUT) return value ?? "";
  if (type === CHECKBOX) return Boolean(isOn);
  if (type === RADIO) return chosen[0] ?? null;
  if (type === FILES) return [];
  return type === STRING_SELECT || type === GROUP ? chosen : given.map(({ id }) => String(id));
}

/** Whether two values of a field are the same. */
export function isSame(one, other) {
  if (!Array.isArray(one)) return one === other;
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

/** How many things may be chosen or added: { least, most }. */
export function counts({ type, min_values: least, max_values: most, options = [] }, required) {
  return { least: least ?? (required ? 1 : 0), most: most ?? (type === GROUP ? options.length : 1) };
}

/** What is wrong with an answer, as a sentence; null where it is good. */
export function problem({ component, required }, value) {
  if (component.type === CHECKBOX) return null;
  if (component.type === RADIO) return required && value === null ? REQUIRED : null;
  if (component.type === TEXT_INPUT) return textProblem(component, required, value);
  return countProblem(component, required, value) ?? (component.type === FILES ? wrongFile(component, value) : null);
}

function textProblem({ min_length: least = 0, max_length: most = MOST_TEXT }, required, value) {
  const length = [...value].length;
  if (value.trim() === "") return required ? REQUIRED : null;
  if (length < least) return `Must be at least ${least} characters long; it has ${length}.`;
  return length > most ? `Must be at most ${most} characters long; it has ${length}.` : null;
}

function countProblem(component, required, value) {
  const { least, most } = counts(component, required);
  const [does, thing] = component.type === FILES ? ["Add", least === 1 ? " file" : " files"] : ["Choose", ""];
  if (value.length === 0) return required ? (least > 1 ? `${does} at least ${least}${thing}.` : REQUIRED) : null;
  if (value.length < least) return `${does} at least ${least}${thing}.`;
  return value.length > most ? `${does} at most ${most}${component.type === FILES ? " files" : ""}.` : null;
}

function wrongFile({ file_types: types }, files) {
  return files.map((file) => fileProblem(file.name, types)).find((each) => each !== null) ?? null;
}

/** How many characters a text may still get. */
export const charactersLeft = ({ max_length: most = MOST_TEXT }, text) => most - [...text].length;

/** What stands under a place for files. */
export function filesHint(component, required) {
  const { most } = counts(component, required);
  const types = component.file_types?.length ? ` Accepted: ${component.file_types.join(", ")}.` : "";
  return `Upload up to ${most === 1 ? "1 file" : `${most} files`} under 500 MB.${types}`;
}
