// A message of every kind that the page can show, as /sim/state tells of them.

import { CHANNEL, USERS, drawing } from "./world.js";

const { mai, joey, seto, yuki, bot } = USERS;
const MINUTE = 60_000;
const START = Date.now() - 40 * MINUTE;
let count = 0;

function message(author, content, more = {}) {
  count += 1;
  const id = String(1000 + count);
  return {
    key: id,
    id,
    channel_id: CHANNEL,
    type: 0,
    content,
    author,
    timestamp: new Date(START + count * MINUTE).toISOString(),
    edited_timestamp: null,
    flags: 0,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
    visible_to: null,
    interaction_id: null,
    is_loading: false,
    ...more,
  };
}

const used = (user, said, more = {}) => ({
  type: 20,
  said,
  command_id: "900",
  interaction_metadata: { id: "1", type: 2, user, ...more },
});
const row = (...components) => ({ type: 1, components });
const button = (style, label, more = {}) => ({
  type: 2,
  style,
  label,
  custom_id: `press-${label ?? more.emoji?.name}`,
  ...more,
});
const text = (content) => ({ type: 10, content });
const V2 = 1 << 15;
const media = (one, other, words) => ({ url: drawing(one, other, words) });
const art = [
  ["#ff512f", "#dd2476"],
  ["#1fa2ff", "#12d8fa"],
  ["#7f00ff", "#e100ff"],
  ["#11998e", "#38ef7d"],
  ["#f7971e", "#ffd200"],
  ["#373b44", "#4286f4"],
  ["#c31432", "#240b36"],
  ["#00b09b", "#96c93d"],
  ["#fc466b", "#3f5efb"],
  ["#654ea3", "#eaafc8"],
];
const items = (number) =>
  art
    .slice(0, number)
    .map(([one, other], at) => ({ media: media(one, other, String(at + 1)), description: `Card ${at + 1}` }));

export const DRAGON = drawing("#8a5a2b", "#c98a4b", "🐉", 240, 350);

const speech = [
  message(
    joey,
    "Did anybody see my deck? **Harpies**, mostly. <@11> and <@&202>, see <#301>, or ask </card search:900>.",
  ),
  message(joey, "It was *here* a ~~minute~~ __second__ ago, ||under the table||. `git blame` says nothing 🤷", {
    edited_timestamp: new Date().toISOString(),
  }),
  message(joey, "🔥🐉✨"),
  message(
    mai,
    [
      "# Rules of the house",
      "## How to duel",
      "### In short",
      "-# small print that nobody reads",
      "1. Shuffle",
      "2. Draw five",
      "   - no peeking",
      "     - really",
      "3. Shout **It's my turn!**",
      "> A duelist never",
      "> surrenders.",
      "```py",
      "def draw(deck: Deck, count: int = 5) -> list[Card]:",
      "    # the heart of the cards",
      "    return [deck.pop() for _ in range(count)]",
      "```",
      'See [the rulebook](https://example.com/rules "Rules") or <https://example.com>.',
      "It began <t:1700000000:R>, on <t:1700000000:D>; it ends <t:1900000000:F>. Also <id:browse> and <:blue_eyes:123>.",
    ].join("\n"),
    { pinned: true },
  ),
  message(seto, "Hey @everyone, this counts for you too.", { mention_everyone: true }),
  message(yuki, "こんにちは、<@11>さん！ カードを見せてください。", { mentions: [mai] }),
];
speech.push(
  message(mai, "はい！", {
    type: 19,
    message_reference: { type: 0, message_id: speech[5].id, channel_id: CHANNEL },
    mentions: [yuki],
  }),
);
speech.push(
  message(mai, "", {
    type: 19,
    message_reference: { type: 0, message_id: "1", channel_id: CHANNEL },
    content: "What did it say?",
  }),
);

const embed = {
  color: 0xf1c40f,
  author: { name: "Card database", icon_url: drawing("#f7971e", "#ffd200", ""), url: "https://example.com" },
  title: "Blue-Eyes **White** Dragon",
  url: "https://example.com/card/1",
  description:
    "This legendary dragon is a **powerful engine** of destruction.\n> Virtually invincible\n`LIGHT` ||secret|| [Rules](https://example.com)",
  thumbnail: { url: DRAGON, width: 240, height: 350 },
  fields: [
    { name: "ATK", value: "3000", inline: true },
    { name: "DEF", value: "2500", inline: true },
    { name: "Level", value: "⭐⭐⭐⭐⭐⭐⭐⭐", inline: true },
    { name: "Type", value: "Dragon", inline: true },
    { name: "Set", value: "LOB-001", inline: true },
    { name: "Notes", value: "- not *Fusion*\n- not Effect" },
    { name: "Owner", value: "<@12>", inline: true },
  ],
  image: { url: drawing("#1fa2ff", "#7f00ff", "Blue-Eyes"), width: 600, height: 400 },
  footer: { text: "Kaiba Corporation", icon_url: drawing("#11998e", "#38ef7d", "") },
  timestamp: new Date().toISOString(),
};

const gallery = art
  .slice(0, 4)
  .map(([one, other], at) => ({
    url: "https://example.com/album",
    title: at ? undefined : "An album",
    image: { url: drawing(one, other, String(at + 1)) },
  }));

const answers = [
  message(bot, "Here you are, <@11>!", {
    ...used(mai, "card search"),
    embeds: [embed],
    mentions: [mai],
    reactions: [
      { emoji: { id: null, name: "🔥" }, count: 2, user_ids: ["11", "12"], me: false },
      { emoji: { id: "5", name: "blue_eyes" }, count: 1, user_ids: ["12"] },
    ],
    components: [
      row(
        button(1, "More"),
        button(2, "Back", { disabled: true }),
        button(3, "Own", { emoji: { name: "✅" } }),
        button(4, "Delete"),
        { type: 2, style: 5, label: "Open", url: "https://example.com" },
      ),
      row(
        button(2, undefined, { emoji: { name: "⬅️" } }),
        button(2, "1 / 3", { disabled: true }),
        button(2, undefined, { emoji: { name: "➡️" } }),
        { type: 2, style: 6, sku_id: "7" },
        button(1, "Waits"),
      ),
    ],
  }),
  message(bot, "", { embeds: gallery }),
  message(bot, "", {
    embeds: [
      {
        description: "Only a description, and a picture of the web that does not come.",
        image: { url: "https://example.com/card.png" },
      },
    ],
  }),
  message(bot, "", {
    ...used(joey, "card design"),
    flags: 128,
    is_loading: true,
    timestamp: new Date().toISOString(),
  }),
  message(bot, "Only you know this: your case is **closed**.", {
    ...used(mai, "case show"),
    flags: 64,
    visible_to: "11",
    components: [row(button(2, "Again"))],
  }),
  message(bot, "Two warnings.", {
    ...used(seto, "Case history", { target_user: joey }),
    type: 23,
    target_name: "joey",
  }),
  message(bot, "Choose as you like.", {
    components: [
      row({
        type: 3,
        custom_id: "sort",
        placeholder: "Sort by…",
        options: [
          { label: "Name", value: "name", description: "A to Z", emoji: { name: "🔤" } },
          { label: "ATK", value: "atk", description: "The strongest first", emoji: { name: "⚔️" } },
          { label: "Newest", value: "new" },
        ],
      }),
      row({
        type: 3,
        custom_id: "kinds",
        min_values: 1,
        max_values: 3,
        options: ["Monster", "Spell", "Trap", "Fusion"].map((label, at) => ({
          label,
          value: label.toLowerCase(),
          default: at < 2,
        })),
      }),
      row({ type: 5, custom_id: "who", placeholder: "Who?", default_values: [{ id: "12", type: "user" }] }),
      row({ type: 8, custom_id: "where", placeholder: "Where?", channel_types: [0, 5] }),
      row({ type: 7, custom_id: "whom", placeholder: "People or roles", min_values: 0, max_values: 5, disabled: true }),
    ],
  }),
];

const panel = (color, ...components) => ({ type: 17, accent_color: color, components });
const layouts = [
  message(bot, "", {
    ...used(mai, "deck panel"),
    flags: V2,
    components: [
      text("A text that stands by itself, with **marks**."),
      panel(
        0xf1c40f,
        text("## Deck: *Kaiba* (41 cards)\nBuilt by <@11> in <#300>"),
        {
          type: 9,
          components: [text("**Blue-Eyes White Dragon** ×3"), text("-# ATK 3000 / DEF 2500")],
          accessory: { type: 11, media: { url: DRAGON }, description: "The card" },
        },
        { type: 14, divider: true, spacing: 2 },
        { type: 9, components: [text("Add one more copy")], accessory: button(3, "Add") },
        { type: 12, items: items(3) },
        { type: 14, divider: false, spacing: 1 },
        row({ type: 6, custom_id: "role", placeholder: "Who may see it?", max_values: 2 }),
        row(button(1, "Draw hand"), button(2, "Shuffle"), button(4, "Remove")),
        { type: 13, file: { url: "attachment://deck.ydk" } },
      ),
      { type: 17, spoiler: true, components: [text("### A secret\nNobody must know.")] },
      { type: 99 },
    ],
    attachments: [{ id: "1", filename: "deck.ydk", size: 1536, url: "/tests/gallery.css", content_type: "text/plain" }],
  }),
  ...[1, 2, 4, 5, 7, 10].map((number) =>
    message(bot, "", {
      flags: V2,
      components: [panel(null, text(`**${number}** in a gallery`), { type: 12, items: items(number) })],
    }),
  ),
];

const file = (filename, content_type, more = {}) => ({
  id: filename,
  filename,
  content_type,
  size: 48_213,
  url: "/tests/gallery.css",
  ...more,
});
const files = [
  message(mai, "My card:", {
    attachments: [file("card.svg", "image/svg+xml", { url: DRAGON, width: 240, height: 350, description: "A dragon" })],
  }),
  message(mai, "", {
    attachments: [
      file("SPOILER_card.svg", "image/svg+xml", { url: DRAGON, width: 240, height: 350 }),
      file("notes.txt", "text/plain"),
      file("theme.ogg", "audio/ogg"),
    ],
  }),
  message(joey, "", {
    poll: {
      question: { text: "Which deck wins?" },
      allow_multiselect: false,
      expiry: new Date(Date.now() + 3 * 3_600_000).toISOString(),
      answers: [
        { answer_id: 1, poll_media: { text: "Harpies", emoji: { name: "🪶" } } },
        { answer_id: 2, poll_media: { text: "Dragons", emoji: { name: "🐉" } } },
      ],
    },
  }),
  message(joey, "", {
    poll: {
      question: { text: "Which deck won?" },
      allow_multiselect: true,
      expiry: new Date(Date.now() - 3_600_000).toISOString(),
      answers: [
        { answer_id: 1, poll_media: { text: "Harpies" } },
        { answer_id: 2, poll_media: { text: "Dragons" } },
      ],
      results: {
        is_finalized: true,
        answer_counts: [
          { id: 1, count: 3 },
          { id: 2, count: 1 },
        ],
      },
    },
  }),
  message(
    bot,
    "```ansi\n\u001b[1;31mred\u001b[0m and \u001b[4;36mcyan\u001b[0m\n```\n```diff\n+ a card\n- another\n```",
  ),
  message({ id: "777", username: "Log hook", avatar: null, bot: true }, "A webhook said this.", { webhook_id: "777" }),
];

export const MESSAGES = [...speech, ...answers, ...layouts, ...files];
