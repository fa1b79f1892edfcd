// Discord's markdown as a tree of plain objects: { type, children } and { type: "text", value }. Knows nothing of a page.

import { heading, list, quote } from "./blocks.js";
import { code, fenced, spoiler, starred, strike, strong, underline, underscored } from "./spans.js";
import { angled, bare, escaped, everyone, masked, named } from "./things.js";

/** Deeper than this, marks are text. */
const DEEPEST = 12;

const INLINE = {
  "\\": [escaped],
  "`": [fenced, code],
  "*": [strong, starred],
  _: [underline, underscored],
  "~": [strike],
  "|": [spoiler],
  "<": angled,
  "[": [masked],
  h: [bare],
  H: [bare],
  "@": [everyone],
  ":": [named],
};
const BLOCKS = [heading, quote, list];
const EMOJI = new RegExp("\\p{RGI_Emoji}", "gv");

/**
 * The tree of a text. `inline`: a line such as an embed's title, which has no headings, quotes, lists or blocks of code.
 */
export function parse(text, { inline = false } = {}) {
  return children(sourceOf(text, { blocks: !inline, inline, depth: 0 }));
}

function sourceOf(text, { blocks, inline, depth, inQuote = false, inLink = false }) {
  let pairs = null;
  const brackets = () => (pairs ??= paired(text));
  return { text, blocks, inline, depth, inQuote, inLink, without: new Set(), brackets };
}

function children(source) {
  const { text } = source;
  const tree = [];
  let plain = 0;
  let at = 0;
  while (at < text.length) {
    const found = source.depth < DEEPEST ? foundAt(source, at) : null;
    if (!found) {
      at += 1;
      continue;
    }
    push(tree, text.slice(plain, at));
    tree.push(...finished(found, source));
    at = found.end;
    plain = at;
  }
  push(tree, text.slice(plain));
  return joined(tree);
}

function foundAt(source, at) {
  const { text } = source;
  if (source.blocks && (at === 0 || text[at - 1] === "\n")) {
    for (const rule of BLOCKS) {
      const found = rule(source, at);
      if (found) return found;
    }
  }
  for (const rule of INLINE[text[at]] ?? []) {
    if (rule === fenced && source.inline) continue;
    const found = rule(source, at);
    if (found) return found;
  }
  return null;
}

/** A find as the tree has it: what is inside of it is read too. */
function finished({ end, inner, blocks, lines, items, indent, masked: inLink, ...node }, source) {
  const below = (text, more = {}) =>
    children(
      sourceOf(text, {
        blocks: false,
        inline: source.inline,
        depth: source.depth + 1,
        inQuote: source.inQuote,
        inLink: source.inLink,
        ...more,
      }),
    );
  if (items) return [finishedList({ ...node, items }, below)];
  if (inner === undefined) return [node];
  const inQuote = source.inQuote || node.type === "quote";
  return [
    { ...node, children: below(inner, { blocks: Boolean(blocks), inQuote, inLink: source.inLink || Boolean(inLink) }) },
  ];
}

function finishedList({ type, start, items }, below) {
  return {
    type,
    ...(type === "ol" ? { start } : {}),
    children: items.map(({ inner, lists }) => ({
      type: "li",
      // A heading may begin an item, but a list in the same line may not.
      children: [
        ...below(inner, { blocks: /^(#{1,3}|-#) /.test(inner) }),
        ...lists.map((each) => finishedList(each, below)),
      ],
    })),
  };
}

/** Text, with its emoji taken out to stand alone. */
function push(tree, text) {
  let from = 0;
  for (const found of text.matchAll(EMOJI)) {
    if (found.index > from) tree.push({ type: "text", value: text.slice(from, found.index) });
    tree.push({ type: "unicode", value: found[0] });
    from = found.index + found[0].length;
  }
  if (from < text.length) tree.push({ type: "text", value: text.slice(from) });
}

function joined(tree) {
  const all = [];
  for (const node of tree) {
    const before = all.at(-1);
    if (node.type === "text" && before?.type === "text") before.value += node.value;
    else all.push(node.type === "text" ? { ...node } : node);
  }
  return all;
}

/** For each opening bracket the place of the one that closes it. */
function paired(text) {
  const pairs = new Map();
  const open = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "[") open.push(at);
    else if (text[at] === "]" && open.length) pairs.set(open.pop(), at);
  }
  return pairs;
}

const PLAIN = { user: "@", role: "@", channel: "#" };

/** The words of a tree alone, for names and previews; `name(node)` says what a mention is called. */
export function words(tree, name = ({ type, id }) => `${PLAIN[type] ?? ""}${id}`) {
  return tree
    .map((node) => {
      if (node.value !== undefined) return node.value;
      if (node.type === "spoiler") return "▇▇▇";
      if (node.type === "emoji") return `:${node.name}:`;
      if (node.type === "command") return `/${node.name}`;
      if (node.type === "everyone") return `@${node.name}`;
      return node.children ? words(node.children, name) : name(node);
    })
    .join("");
}

/** Nothing but emoji, and not too many of them: they are shown large. */
export function isJumbo(tree) {
  const shown = tree.filter(({ type, value }) => type !== "text" || value.trim());
  return shown.length > 0 && shown.length <= 30 && shown.every(({ type }) => type === "emoji" || type === "unicode");
}
