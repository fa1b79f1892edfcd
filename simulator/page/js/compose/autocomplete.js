// Asking the bot while somebody types: a moment after the last letter, and only the latest question's answer counts.

const PAUSE = 250;

/**
 * `ask(text)` resolves to a list of choices, or to null where the bot did not say. `tell({ state, choices })` is called
 * as "loading" at once, then as "choices" or "failed". `later` and `never` are the timer, for tests.
 */
export function asking({ ask, tell, pause = PAUSE, later = setTimeout, never = clearTimeout }) {
  let timer = null;
  let asked = 0;

  return { about, stop };

  /** What has been typed now. */
  function about(text) {
    stop();
    const mine = asked;
    tell({ state: "loading", choices: [] });
    timer = later(() => void question(text, mine), pause);
  }

  /** Drop what is waited for. */
  function stop() {
    asked += 1;
    if (timer !== null) never(timer);
    timer = null;
  }

  async function question(text, mine) {
    timer = null;
    const choices = await ask(text).catch(() => null);
    if (mine === asked) tell(choices === null ? { state: "failed", choices: [] } : { state: "choices", choices });
  }
}
