// A poll: its question, its answers and how they stand. Votes are not simulated, and the button says so.

import { h } from "../dom.js";
import { icon } from "../icon.js";
import { partialEmoji } from "../markdown.js";
import { now } from "../store.js";
import { calendar, relative } from "../time.js";

/** A message's poll. */
export function pollView(poll, { message }) {
  const counts = new Map((poll.results?.answer_counts ?? []).map(({ id, count }) => [id, count]));
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const isOver = poll.results?.is_finalized || Date.parse(poll.expiry ?? "") <= now();
  const answers = (poll.answers ?? []).map((each, index) =>
    answer(each, counts.get(each.answer_id ?? index + 1) ?? 0, { poll, total, isOver, message }),
  );
  const many = poll.allow_multiselect ? "Select one or more answers" : "Select one answer";
  return h(
    "fieldset",
    { class: "poll" },
    h("legend", {}, poll.question?.text),
    h("p", { class: "poll-hint" }, isOver ? "The poll has closed" : many),
    h("div", { class: "poll-answers" }, answers),
    h(
      "footer",
      {},
      h("span", {}, `${total} ${total === 1 ? "vote" : "votes"}`),
      h("span", { "aria-hidden": "true" }, "•"),
      h(
        "span",
        { title: poll.expiry ? calendar(poll.expiry) : null },
        isOver || !poll.expiry ? "Poll closed" : `Ends ${relative(poll.expiry)}`,
      ),
      !isOver &&
        h(
          "button",
          { type: "button", class: "button button-primary", disabled: true, title: "Votes are not simulated." },
          "Vote",
        ),
    ),
  );
}

function answer({ poll_media: media }, count, { poll, total, isOver, message }) {
  const part = total ? Math.round((count / total) * 100) : 0;
  const type = poll.allow_multiselect ? "checkbox" : "radio";
  return h(
    "label",
    { class: "poll-answer", style: { "--part": `${isOver ? part : 0}%` } },
    media.emoji && partialEmoji(media.emoji),
    h("span", { class: "poll-text" }, media.text),
    isOver
      ? h("span", { class: "poll-part" }, `${part}%`, h("small", {}, `${count} ${count === 1 ? "vote" : "votes"}`))
      : h("input", { type, name: `poll-${message.id}`, disabled: true }),
    isOver && part > 0 && part === 100 && icon("check", 16),
  );
}
