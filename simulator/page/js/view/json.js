// JSON in lines and colours, with what is wrong written under the place where it is wrong.

import { h } from "../dom.js";
import { readable } from "./reason.js";

const LONG = 400;

/** `text` as a listing; `marks` are [{ path, message }], as reason.js finds them. What is no JSON stays as it is. */
export function jsonView(text, marks = []) {
  let value;
  try {
    value = typeof text === "string" ? JSON.parse(text) : text;
  } catch {
    return h("pre", { class: "json", tabindex: "0" }, String(text));
  }
  const byPath = Map.groupBy(marks, (mark) => mark.path.join("/"));
  const lines = [];
  write(value, [], "", "", { lines, byPath });
  // What is not in the body cannot be marked there: a field that is missing.
  for (const mark of [...byPath.values()].flat()) lines.push(markLine(mark, "", readable(mark.path)));
  return h("pre", { class: "json", tabindex: "0" }, lines);
}

function write(value, path, before, after, out) {
  const indent = "  ".repeat(path.length);
  const isList = Array.isArray(value);
  const entries = value && typeof value === "object" ? Object.entries(value) : null;
  if (!entries?.length) out.lines.push(line(indent, before, scalar(value), after));
  else {
    out.lines.push(line(indent, before, isList ? "[" : "{"));
    entries.forEach(([name, inner], at) => {
      const key = isList ? "" : [h("span", { class: "key" }, JSON.stringify(name)), ": "];
      write(inner, [...path, name], key, at < entries.length - 1 ? "," : "", out);
    });
    out.lines.push(line(indent, "", isList ? "]" : "}", after));
  }
  const here = path.join("/");
  for (const mark of out.byPath.get(here) ?? []) out.lines.push(markLine(mark, indent));
  out.byPath.delete(here);
}

function scalar(value) {
  if (value === null || typeof value === "boolean") return h("span", { class: "word" }, String(value));
  if (typeof value === "number") return h("span", { class: "number" }, String(value));
  if (typeof value !== "string") return JSON.stringify(value);
  const text = JSON.stringify(value);
  if (text.length <= LONG) return h("span", { class: "string" }, text);
  return h("span", { class: "string", title: `${value.length} characters` }, `${text.slice(0, LONG)}…"`);
}

const line = (...parts) => h("span", { class: "line" }, ...parts, "\n");

const markLine = ({ message }, indent, where) => h("mark", { class: "line" }, indent,
  `▲ ${where ? `${where}: ` : ""}${message}`, "\n");
