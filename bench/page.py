"""How quick the simulator's page is with a long channel: `python -m bench.page` prints its figures."""

import asyncio
import sys
from typing import Final

from playwright.async_api import CDPSession, Error, Page, async_playwright

from simulator.app import Simulator
from simulator.engine import messages
from simulator.serving import served
from simulator.world import Channel, User
from tests.chromium import FLAGS, MISSING, found

MANY: Final = 500
TIMES: Final = 15
OPEN: Final = """async ([quiet, long]) => {
  const { openChannel } = await import("/page/js/view.js");
  openChannel(quiet);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const begun = performance.now();
  openChannel(long);
  document.querySelector(".log").getBoundingClientRect();
  return performance.now() - begun;
}"""


def chromium() -> str:
    """Where the browser is. Raises `SystemExit` where there is none."""
    path = found()
    if path is None:
        sys.exit(MISSING)
    return path


def channel_named(simulator: Simulator, name: str) -> Channel:
    return next(each for each in simulator.world.all(Channel) if each.name == name)


def say(simulator: Simulator, number: int) -> str:
    """Somebody's message, with enough in it to be worth drawing; its id."""
    people = [each for each in simulator.world.all(User) if not each.bot]
    author = people[number // 3 % len(people)].id
    content = f"Message **{number}** with `code`, a :smile: and <@{author}>.\n- one thing\n- another"
    return messages.create(simulator.world, channel_named(simulator, "general"), author, {"content": content}).id


async def seconds(session: CDPSession) -> dict[str, float]:
    told = await session.send("Performance.getMetrics")
    return {each["name"]: each["value"] for each in told["metrics"]}


async def one_more(simulator: Simulator, page: Page, session: CDPSession, number: int) -> tuple[float, float]:
    """Milliseconds of scripting, and of style and layout, for one new message."""
    before = await seconds(session)
    id_ = say(simulator, number)
    await page.locator(f'[data-message="{id_}"]').wait_for(state="attached")
    after = await seconds(session)
    script, layout, style = (
        1000 * (after[name] - before[name]) for name in ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
    )
    return script, layout + style


async def measure(simulator: Simulator, page: Page, address: str) -> None:
    await page.goto(f"{address}/?as=mai")
    await page.get_by_role("log", name="Messages in #general").wait_for()
    await page.locator("article").last.wait_for()
    quiet, long = channel_named(simulator, "duel-hall").id, channel_named(simulator, "general").id
    drawn = sorted([await page.evaluate(OPEN, [quiet, long]) for _ in range(TIMES)])
    print(f"open a channel of {MANY} messages: {drawn[TIMES // 2]:.0f} ms (slowest of {TIMES}: {drawn[-1]:.0f} ms)")
    session = await page.context.new_cdp_session(page)
    await session.send("Performance.enable")
    more = sorted([await one_more(simulator, page, session, MANY + number) for number in range(TIMES)])
    script, layout = more[TIMES // 2]
    print(
        f"one new message: {script:.1f} ms scripting (slowest {more[-1][0]:.1f} ms), {layout:.1f} ms style and layout"
    )


async def main() -> None:
    simulator = Simulator()
    for number in range(MANY):
        say(simulator, number)
    async with served(simulator) as address, async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        except Error as error:
            sys.exit(f"Chromium does not start: {error}")
        await measure(simulator, await browser.new_page(), address.rstrip("/"))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
