// A tree of markdown as one line of text: (strong "a " (em "b")), for tables of cases.

const DETAILS = {
  user: ["id"],
  role: ["id"],
  channel: ["id"],
  command: ["name", "id"],
  navigate: ["to", "id"],
  emoji: ["name", "id"],
  time: ["at", "style"],
  everyone: ["name"],
  link: ["href", "title"],
  ol: ["start"],
  pre: ["language"],
};

const quoted = (text) => JSON.stringify(text);

function one(node) {
  if (node.type === "text") return quoted(node.value);
  const details = (DETAILS[node.type] ?? [])
    .map((name) => node[name])
    .filter((each) => each !== undefined && each !== null && each !== "");
  const value = node.value === undefined ? [] : [quoted(node.value)];
  const name = node.animated ? "emoji animated" : node.type;
  return `(${[name, ...details, ...value, ...(node.children ?? []).map(one)].join(" ")})`;
}

export const outline = (tree) => tree.map(one).join(" ");
