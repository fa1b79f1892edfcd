"""What goes wrong is told to whom it concerns, and the inspector says why."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.screen import Screen
from tests.simulator.control.stage import Stage


@pytest.fixture
def silence(stage: Stage) -> Iterator[None]:
    """The bot hears, and says nothing until the end of the test."""
    stage.bot.silence = asyncio.Event()
    stage.simulator.engine.deadline = 0.2
    yield
    stage.bot.silence.set()


async def test_a_command_that_is_not_answered_in_time_has_failed(beside: Screen, silence: None) -> None:
    await beside.opens()
    await beside.uses("greet")
    failure = beside.message("The application did not respond")
    await expect(failure).to_contain_text("Only you can see this")
    await failure.get_by_role("button", name="See the exchange").click()
    await expect(beside.exchange("/greet").get_by_role("list", name="What was wrong")).to_contain_text("0.2 s")
    await failure.get_by_role("button", name="Dismiss message").click()
    await expect(failure).to_have_count(0)


async def test_a_press_that_fails_says_so_to_who_pressed_until_it_goes_well(screen: Screen) -> None:
    await screen.opens()
    await screen.uses("life")
    await screen.inspects("Tools")
    await screen.inspector.get_by_text("Add a fault").click()
    await screen.inspector.get_by_label("Of which call").fill("deliveries")
    await screen.inspector.get_by_label("What goes wrong").select_option("forged signature")
    await screen.button("Add fault").click()
    await expect(screen.inspector.get_by_role("list", name="Faults")).to_contain_text(
        "what is sent to the bot · 1 time"
    )
    await screen.button("−500").click()
    failed = screen.page.get_by_text("This interaction failed")
    await expect(failed).to_be_visible()
    await screen.inspects()
    row = screen.exchange("life.hit")
    await row.get_by_role("button").first.click()
    await expect(row.get_by_role("list", name="What was wrong")).to_contain_text("401")
    await screen.button("−500").click()
    await expect(screen.message("7500 life points")).to_be_visible()
    await expect(failed).to_be_hidden()


async def test_an_answer_that_is_wrong_is_marked_where_it_is_wrong(beside: Screen, stage: Stage) -> None:
    await beside.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=beside.url)
    right = stage.bot.answers["greet"]
    stage.bot.answers["greet"] = broken
    await beside.opens()
    await beside.uses("greet")
    await expect(beside.message("The application did not respond")).to_contain_text(
        "data.content: Must be 2000 or fewer"
    )
    await beside.inspects()
    row = beside.exchange("/greet")
    await row.get_by_role("button").first.click()
    wrong = row.get_by_role("list", name="What was wrong")
    await expect(wrong).to_contain_text("data.embeds[0].titleMust be 256 or fewer in length.BASE_TYPE_MAX_LENGTH")
    await expect(row.get_by_text("▲ Must be")).to_have_count(2)
    await row.get_by_role("button", name="Copy as test").click()
    await expect(beside.page.get_by_text("Test copied.")).to_be_visible()
    assert "async def test_" in await beside.page.evaluate("navigator.clipboard.readText()")
    stage.bot.answers["greet"] = right
    await row.get_by_role("button", name="Replay").click()
    await expect(beside.message("Hello, you!")).to_be_visible()


def broken(_: Any) -> dict[str, Any]:
    return {"type": 4, "data": {"content": "x" * 2001, "embeds": [{"title": "y" * 257}]}}


async def test_an_answer_that_was_promised_fails_after_fifteen_minutes(beside: Screen, stage: Stage) -> None:
    await beside.opens()
    await beside.uses("think")
    await expect(beside.latest).to_contain_text("Your Bot is thinking…")
    await beside.passes("+15 minutes")
    await expect(beside.latest).to_contain_text("The application did not respond")
    await beside.is_idle()
    late = f"/api/v10/webhooks/{stage.simulator.application_id}/{stage.bot.heard[-1]['token']}/messages/@original"
    refused = await stage.client.patch(late, json={"content": "Done."})
    assert refused.status_code == 401
    await beside.inspects()
    await expect(beside.inspector.get_by_role("listitem").first).to_contain_text("401")
    await expect(beside.message("Done.")).to_have_count(0)


async def test_relative_times_go_on_with_the_clock(remembering: Screen) -> None:
    await remembering.opens()
    await remembering.uses("booster")
    await expect(remembering.message("You got Lamp Oil.")).to_be_visible()
    await remembering.uses("booster")
    await expect(remembering.message("You can use this again in")).to_be_visible()
    await remembering.passes("+15 minutes")
    await expect(remembering.message("You can use this again 14 minutes ago.")).to_be_visible()
    await remembering.picks("recall")
    words = "When the lantern goes out, every fox on the field may attack once more, until it burns again. " * 2
    await remembering.fills("words", words.strip())
    await remembering.presses("Enter")
    await remembering.button("What was it?").click()
    await expect(remembering.message(words.strip()).last).to_contain_text("Only you can see this")


async def test_a_member_with_a_timeout_is_silent_until_it_ends(screen: Screen) -> None:
    await screen.opens(by="mod")
    await screen.page.get_by_role("list", name="Members").get_by_role("button", name="Joey").click(button="right")
    await screen.item("Timeout Joey").click()
    asked = screen.page.get_by_role("dialog", name="Timeout Joey")
    await asked.get_by_label("Duration").select_option("10 minutes")
    await asked.get_by_role("button", name="Timeout").click()
    await expect(screen.button("Joey, timed out")).to_be_visible()
    await screen.becomes("Joey")
    await expect(screen.composer).to_be_disabled()
    await expect(screen.page.get_by_text("You are timed out until")).to_be_visible()
    await screen.passes("+15 minutes")
    await expect(screen.composer).to_be_enabled()
    await screen.says("I am back.")
