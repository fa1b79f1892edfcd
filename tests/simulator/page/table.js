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

/** How long a text takes to be read, in milliseconds: the best of some tries, for the machine has other things to do. */
globalThis.milliseconds = (text, enough) => {
  let best = Infinity;
  for (let tries = 0; tries < 20 && best > enough; tries += 1) {
    const before = performance.now();
    parse(text);
    best = Math.min(best, performance.now() - before);
  }
  return best;
};

document.body.dataset.ready = "";
