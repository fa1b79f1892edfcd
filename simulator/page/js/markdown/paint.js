// Colours for blocks of code: what languages share, the lines of a diff, and the escapes of a terminal.

import { h } from "../dom.js";

const list = (text) => new Set(text.trim().split(/\s+/));
const LANGUAGES = list(`
  py python js javascript ts typescript json toml yaml yml sql sh bash css html xml c cpp cs java go rs rust rb ruby php
  lua kt swift ini
`);
const WORDS = list(`
  and as async await break case catch class const continue def default del do elif else enum except export extends
  finally fn for from func function global if impl import in interface is lambda let match mut new nil not or pass pub
  raise return select self static struct super switch this throw try type use var void where while with yield SELECT
  FROM WHERE INSERT INTO VALUES UPDATE SET DELETE JOIN ON ORDER BY GROUP LIMIT AND OR NOT NULL CREATE TABLE
`);
const ATOMS = new Set(["true", "false", "null", "None", "True", "False", "undefined", "NaN"]);
const KINDS = [
  /(\/\/[^\n]*|#(?![0-9a-fA-F]{3,8}\b)[^\n]*|\/\*[^]*?\*\/)/, // a comment
  /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)/, // a string
  /(\b\d[\d_.]*\w*\b)/, // a number
  /([A-Za-z_]\w*)(\s*\()?/, // a word, and whether it is called
];
const TOKEN = new RegExp(KINDS.map(({ source }) => source).join("|"), "g");

/** The nodes of a piece of code. */
export function code(text, language) {
  const name = language.toLowerCase();
  if (name === "ansi") return terminal(text);
  if (name === "diff") return diff(text);
  return LANGUAGES.has(name) ? tokens(text) : [text];
}

const mark = (kind, text) => h("span", { class: `code-${kind}` }, text);

function tokens(text) {
  const all = [];
  let from = 0;
  for (const found of text.matchAll(TOKEN)) {
    const [whole, comment, string, number, word, call] = found;
    const kind = comment ? "comment" : string ? "string" : number ? "number" : kindOf(word, call);
    if (!kind) continue;
    const shown = word ?? whole;
    all.push(text.slice(from, found.index), mark(kind, shown));
    from = found.index + shown.length;
  }
  all.push(text.slice(from));
  return all;
}

function kindOf(word, call) {
  if (WORDS.has(word)) return "keyword";
  if (ATOMS.has(word)) return "number";
  return call ? "call" : null;
}

function diff(text) {
  return text.split(/(?<=\n)/).map((line) => {
    if (/^[+>]/.test(line)) return mark("added", line);
    if (/^[-<]/.test(line)) return mark("removed", line);
    return /^(@@|---|\*\*\*)/.test(line) ? mark("comment", line) : line;
  });
}

/** ESC[1;31m and the like: bold, underline, 8 colours of text and 8 of what is behind it. */
function terminal(text) {
  let style = { bold: false, underline: false, text: null, behind: null };
  return text.split(/(\u001b\[[\d;]*m)/).map((part) => {
    const escape = /^\u001b\[([\d;]*)m$/.exec(part);
    if (!escape) return part && h("span", { class: classes(style) }, part);
    for (const number of (escape[1] || "0").split(";").map(Number)) style = changed(style, number);
    return null;
  });
}

function changed(style, number) {
  if (number === 0) return { bold: false, underline: false, text: null, behind: null };
  if (number === 1) return { ...style, bold: true };
  if (number === 4) return { ...style, underline: true };
  if (number >= 30 && number <= 37) return { ...style, text: number - 30 };
  return number >= 40 && number <= 47 ? { ...style, behind: number - 40 } : style;
}

function classes({ bold, underline, text, behind }) {
  return [
    bold && "ansi-bold",
    underline && "ansi-underline",
    text !== null && `ansi-${text}`,
    behind !== null && `ansi-behind-${behind}`,
  ]
    .filter(Boolean)
    .join(" ");
}
