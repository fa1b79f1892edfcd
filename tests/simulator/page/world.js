// A small world for messages to stand in, as /sim/state would tell of it, with the page looking as Mai.

import { state, tables } from "/js/store.js";

const GUILD = "100";
export const CHANNEL = "300";
const person = (id, username, name, color, more = {}) => ({
  key: id,
  id,
  username,
  global_name: name,
  bot: false,
  color,
  locale: "en-US",
  avatar: null,
  ...more,
});
const role = (id, name, position, color, more = {}) => ({
  key: id,
  id,
  guild_id: GUILD,
  name,
  position,
  color,
  permissions: "0",
  hoist: false,
  managed: false,
  ...more,
});
const channel = (id, name, type = 0, more = {}) => ({
  key: id,
  id,
  guild_id: GUILD,
  name,
  type,
  position: 0,
  parent_id: null,
  ...more,
});

export const USERS = {
  mai: person("11", "mai", "Mai", 0xf1c40f),
  joey: person("12", "joey", "Joey", 0xe74c3c),
  seto: person("13", "seto", "Seto", 0x1abc9c),
  yuki: person("14", "yuki", "ゆき", 0xe91e63, { locale: "ja" }),
  bot: person("15", "duel-bot", "Duel Bot", 0x5865f2, { bot: true }),
};

const ROLES = [
  role(GUILD, "@everyone", 0, 0),
  role("201", "Duelist", 1, 0x2ecc71),
  role("202", "Moderator", 3, 0x3498db),
  role("203", "Administrator", 4, 0xe67e22),
];
const CHANNELS = [
  channel("299", "Lobby", 4),
  channel(CHANNEL, "duel-hall", 0, { parent_id: "299" }),
  channel("301", "general", 0, { parent_id: "299" }),
  channel("302", "Voice", 2, { parent_id: "299" }),
  channel("303", "My first deck", 11, { parent_id: "301" }),
  channel("304", "news", 5),
];
const MEMBERS = [
  ["mai", ["201"]],
  ["joey", ["201"], "Joey the Great"],
  ["seto", ["203", "202"]],
  ["yuki", []],
  ["bot", []],
];

const keyed = (records) => new Map(records.map((each) => [each.key, each]));

/** Put the world into the page's store. `messages` are in it too, so that replies find what they answer. */
export function settle(messages = [], viewer = "mai") {
  state.viewer = USERS[viewer];
  state.connected = true;
  tables.clear();
  tables.set("users", keyed(Object.values(USERS)));
  tables.set("roles", keyed(ROLES));
  tables.set("channels", keyed(CHANNELS));
  tables.set("guilds", keyed([{ key: GUILD, id: GUILD, name: "Duel Academy", owner_id: "13" }]));
  tables.set("application", keyed([{ key: "1", id: "1", name: "Duel Bot", bot_id: "15", endpoint: null }]));
  tables.set(
    "members",
    keyed(
      MEMBERS.map(([name, roles, nick = null]) => {
        const { id } = USERS[name];
        return { key: `${GUILD}:${id}`, guild_id: GUILD, user_id: id, user: USERS[name], roles, nick };
      }),
    ),
  );
  tables.set("messages", keyed(messages));
}

/** A picture that needs no server: a few colours, and words. */
export function drawing(one, other, words = "", width = 600, height = 400) {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1">` +
    `<stop stop-color="${one}"/><stop offset="1" stop-color="${other}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>` +
    `<text x="50%" y="52%" font-family="sans-serif" font-size="${height / 6}" font-weight="700" fill="#fff" text-anchor="middle">${words}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
