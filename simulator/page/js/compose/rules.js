// Whether one may write in a channel, and use commands there. Pure: facts in, a sentence or null out.

const SEND_MESSAGES = 1n << 11n;
const USE_APPLICATION_COMMANDS = 1n << 31n;
const ADMINISTRATOR = 1n << 3n;

/** How many characters a message may have. */
export const MOST_CHARACTERS = 2000;

const holds = (bits, right) => Boolean(bits & (right | ADMINISTRATOR));

/**
 * What one may do: { mayWrite, mayCommand, reason }. `reason` is the sentence for what one may not.
 * `until` is the end of a timeout in milliseconds, or null; `bits` are the rights in the channel, undefined where
 * they are not known, which forbids nothing: the simulator decides.
 */
export function allowed({ bits, until, now, formatTime }) {
  if (until !== null && until > now) {
    return { mayWrite: false, mayCommand: false, reason: `You are timed out until ${formatTime(until)}.` };
  }
  if (bits === undefined) return { mayWrite: true, mayCommand: true, reason: null };
  const held = BigInt(bits);
  const mayCommand = holds(held, USE_APPLICATION_COMMANDS);
  if (holds(held, SEND_MESSAGES)) return { mayWrite: true, mayCommand, reason: null };
  return { mayWrite: false, mayCommand, reason: "You do not have permission to send messages in this channel." };
}

/** What a picker with nothing in it says: what is so, and the next step. `isEmpty`: the bot has no command at all. */
export function nothingToPick({ text, isEmpty, mayCommand, member }) {
  if (isEmpty) return ["No commands yet.", "Start the bot: it registers its commands at PUT /applications/{id}/commands."];
  if (!mayCommand) return ["No commands here.", "You do not have permission to use application commands in this channel."];
  if (text) return [`No commands match “/${text}”.`, "Press Enter to send it as a message."];
  return ["No commands here.", `None is for ${member} in this channel: view as another member, or open another channel.`];
}
