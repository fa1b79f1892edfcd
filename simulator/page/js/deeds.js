// What the viewer does with the bot: commands, presses and forms; and what of the presses is under way, or has failed.

import { act } from "./api.js";
import * as commands from "./compose/commands.js";
import { find, state, subscribe as onChanges, table } from "./store.js";
import { note } from "./view/notes.js";

const FAILED = "This interaction failed";
const USER = 2;
const MESSAGE = 3;

/** What waits for the bot: `message_id:custom_id` of each component that was used. */
export const pending = new Set();

/** What the presser is told under a message, by the message's id. */
export const failed = new Map();

const listeners = new Set();
let viewer;

/** Call `listener(message_id)` when a press on a message starts, ends or fails. Returns what ends it. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether this component of a message waits for the bot. */
export const isPending = (messageId, customId) => pending.has(`${messageId}:${customId}`);

/** Whether any component of a message waits for the bot: then no other one can be used. */
export const isBusy = (messageId) => [...pending].some((each) => each.startsWith(`${messageId}:`));

/**
 * Press a button of a message, or choose in a select: then `values` are what was chosen. One at a time on a message:
 * while one waits for the bot, another resolves to null at once.
 */
export async function press(message, component, values) {
  if (isBusy(message.id)) return null;
  const mark = `${message.id}:${component.custom_id}`;
  pending.add(mark);
  failed.delete(message.id);
  tell(message.id);
  const outcome = await attempt({ message: message.id, press: component.custom_id, values });
  pending.delete(mark);
  if (outcome.state === "failed") failed.set(message.id, outcome.id === null ? sentence(outcome) : FAILED);
  tell(message.id);
  return outcome;
}

/**
 * Use a slash command in the channel that is open; `options` by their names: text, numbers, booleans, ids of what was
 * chosen and of uploads. The outcome's `id` is null where the simulator would not send it.
 */
export function useCommand(leaf, options = {}) {
  return attempt({ channel: commands.channel(), command: leaf.name, options });
}

/** Ask the bot what an option may be; resolves to a list of choices, or to null where it did not say. */
export async function suggest(leaf, options, focused) {
  const outcome = await attempt({ channel: commands.channel(), command: leaf.name, options, focused });
  return outcome.state === "choices" ? outcome.answer?.data?.choices ?? [] : null;
}

/** Send a form. `fields` by custom_id: text, a list of values, a boolean, a value or null, a list of upload ids. */
export const submitModal = (interaction, fields) => attempt({ modal: interaction.id, fields });

/** What the bot offers in the menu of a member ({ user_id }) or of a message ({ message }), as items of a menu. */
export function rightClickCommands(target) {
  const type = target.message ? MESSAGE : USER;
  const hint = [...table("application").values()][0]?.name ?? "";
  return commands.all().filter((leaf) => leaf.type === type)
    .map((leaf) => ({ label: leaf.display || leaf.name, hint, run: () => void useOn(leaf, target) }));
}

/** Use a command of a menu on a member or a message. */
export async function useOn(leaf, target) {
  const on = target.message ? target.message.id ?? target.message : target.user_id;
  const channel = target.message?.channel_id ?? commands.channel();
  const outcome = await attempt({ channel, command: leaf.name, target: String(on) });
  if (outcome.id === null) note(sentence(outcome), "bad");
  return outcome;
}

/** What an outcome that failed says to a person. */
export function sentence(outcome) {
  return typeof outcome.errors === "string" && outcome.errors ? outcome.errors : FAILED;
}

async function attempt(what) {
  try {
    return await act({ as: state.viewer?.username, ...what });
  } catch (error) {
    return { id: null, state: "failed", answer: null, errors: error.message, milliseconds: 0, message: null };
  }
}

function tell(messageId) {
  for (const listener of [...listeners]) listener(messageId);
}

// What failed is for the presser's eyes, not for whoever is viewed as next; and it is gone with the message.
onChanges((changes) => {
  const isOther = viewer !== state.viewer?.id;
  viewer = state.viewer?.id;
  for (const id of [...failed.keys()]) {
    if (!isOther && (changes !== null || find("messages", id))) continue;
    failed.delete(id);
    tell(id);
  }
});
