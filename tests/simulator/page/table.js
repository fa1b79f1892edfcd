// Lets a test ask what becomes of a text: as a tree, as nodes, and how long it takes.

import { markdown, plain } from "/js/markdown.js";
import { parse } from "/js/markdown/parse.js";
import { outline } from "./outline.js";
import { settle } from "./world.js";

settle();

globalThis.treeOf = ({ markdown: text, inline }) => outline(parse(text, { inline }));

globalThis.drawn = (text, options = {}) => {
  document.body.replaceChildren(...markdown(text, { guildId: "100", ...options }));
  return document.body.innerHTML;
};

globalThis.plain = (text) => plain(text, { guildId: "100" });

globalThis.milliseconds = (text) => {
  const before = performance.now();
  parse(text);
  return performance.now() - before;
};

document.body.dataset.ready = "";
