// What an option may be: its kind, and whether what was entered fits it. Pure: no page, no store.

import { plain } from "./match.js";

export const STRING = 3;
export const INTEGER = 4;
export const BOOLEAN = 5;
export const USER = 6;
export const CHANNEL = 7;
export const ROLE = 8;
export const MENTIONABLE = 9;
export const NUMBER = 10;
export const ATTACHMENT = 11;

const NOUNS = {
  [BOOLEAN]: "boolean", [USER]: "user", [CHANNEL]: "channel", [ROLE]: "role", [MENTIONABLE]: "user or role",
};
const FAMILIES = {
  image: ["apng", "avif", "bmp", "gif", "heic", "jpeg", "jpg", "png", "svg", "tiff", "webp"],
  video: ["avi", "m4v", "mkv", "mov", "mp4", "mpeg", "webm"],
  audio: ["aac", "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav"],
};

/** The sentence for an option that must be there and is not. */
export const REQUIRED = "This option is required. Specify a value.";

export const shownName = (option) => option.display_name || option.name;
export const shownDescription = (option) => option.display_description || option.description || "";

/** Whether only what is listed is good: then free text is refused. */
export const isClosed = (option) => Boolean(option.choices?.length) || option.type in NOUNS;

/** Whether the bot is asked what to list. */
export const isAsked = (option) => Boolean(option.autocomplete);

/** What a choice is called on the page; the bot's own suggestions bring their translations along. */
export const choiceName = (choice, locale) => choice.display_name || choice.name_localizations?.[locale] || choice.name;

/** The rows of an option with choices of its own, or of a boolean: { value, label }. */
export function ownRows(option) {
  if (option.choices?.length) return option.choices.map((each) => ({ value: each.value, label: choiceName(each) }));
  return option.type === BOOLEAN ? [{ value: true, label: "True" }, { value: false, label: "False" }] : [];
}

/** The row that a text means: by its label, another name of it, or its value; or null. */
export function meant(rows, text) {
  const said = plain(text);
  const names = (row) => [row.label, ...(row.names ?? []), row.value];
  const exact = rows.find((row) => names(row).some((name) => String(name) === text.trim()));
  return exact ?? rows.find((row) => names(row).some((name) => plain(name) === said)) ?? null;
}

/**
 * Whether what was entered fits: { value }, { error: sentence }, or { missing: true } where there is nothing.
 * `entry` is { text, row, file }: the row is what was chosen of a list, `rows` what could be.
 */
export function check(option, entry, rows = []) {
  if (option.type === ATTACHMENT) return entry.file ? checkFile(option, entry.file) : { missing: true };
  if (entry.row) return { value: entry.row.value };
  if (entry.text.trim() === "") return { missing: true };
  if (isClosed(option)) {
    const row = meant(rows, entry.text);
    return row ? { value: row.value, row } : { error: notListed(option) };
  }
  return option.type === STRING ? checkLength(option, entry.text) : checkNumber(option, entry.text.trim());
}

function notListed(option) {
  const noun = option.choices?.length ? "choice" : NOUNS[option.type];
  return `Not a valid ${noun}. Choose one from the list.`;
}

function checkLength(option, text) {
  const [least, most] = [option.min_length ?? 0, option.max_length ?? 6000];
  const length = [...text].length;
  return length < least || length > most ? { error: `${between(least, most, 0, 6000)} characters long.` } : { value: text };
}

function checkNumber(option, text) {
  const isWhole = option.type === INTEGER;
  const form = isWhole ? /^[+-]?\d+$/ : /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
  const value = Number(text);
  if (!form.test(text) || !Number.isFinite(value)) {
    return { error: isWhole ? "Not a valid integer. Type a whole number." : "Not a valid number. Type a number." };
  }
  const edge = Number.MAX_SAFE_INTEGER;
  const [least, most] = [option.min_value ?? -edge, option.max_value ?? edge];
  return value < least || value > most ? { error: `${between(least, most, -edge, edge)}.` } : { value };
}

/** "Must be between 1 and 5", or only the side that there is one on. */
function between(least, most, lowest, highest) {
  if (least === most) return `Must be ${least}`;
  if (most === highest && least !== lowest) return `Must be at least ${least}`;
  const isOneSided = least === lowest && most !== highest;
  return isOneSided ? `Must be at most ${most}` : `Must be between ${least} and ${most}`;
}

function checkFile(option, file) {
  const problem = fileProblem(file.name, option.file_types);
  return problem ? { error: problem } : { value: file };
}

/** Why a file of this name is not taken, or null. Discord looks at the name's end only. */
export function fileProblem(name, types) {
  if (!types?.length) return null;
  const end = name.toLowerCase().split(".").slice(1).pop() ?? "";
  const fits = types.some((type) => type.replace(/^\./, "").toLowerCase() === end || FAMILIES[type]?.includes(end));
  return fits ? null : `This kind of file is not accepted. Choose one of: ${types.join(", ")}.`;
}

/** What `accept` of a file input says for these types. */
export const accepted = (types) => (types ?? []).map((type) => (type in FAMILIES ? `${type}/*` : type)).join(",");

/** What an option asks for beside its description: its range or length, or nothing. */
export function bounds(option) {
  if (option.min_value !== undefined || option.max_value !== undefined) {
    return range(option.min_value, option.max_value, "");
  }
  return option.min_length || option.max_length ? range(option.min_length, option.max_length, " characters") : "";
}

function range(least, most, unit) {
  if (most === undefined || most === null) return `${least} or more${unit}`;
  return least === undefined || least === null ? `up to ${most}${unit}` : `${least}–${most}${unit}`;
}
