"""What the bot answers is drawn as Discord draws it, and what stands on it can be used."""

import re
from pathlib import Path

from playwright.async_api import expect

from tests.browser.screen import Screen


async def test_a_private_answer_is_seen_by_its_asker_alone_until_it_is_dismissed(screen: Screen) -> None:
    await screen.opens()
    await screen.uses("lore")
    embed = screen.page.get_by_role("region", name="Lantern Fox")
    await expect(embed).to_contain_text("It knows every way out of the marsh.")
    await expect(embed.get_by_role("definition")).to_have_text(["1800", "400"])
    await expect(embed.get_by_role("contentinfo").or_(embed.locator("footer"))).to_have_text("Deep Harbour, card 12")
    await expect(embed.get_by_role("link", name="Image")).to_have_attribute("href", "https://example.com/fox.png")
    await expect(screen.latest).to_contain_text("Only you can see this")

    await screen.becomes("Joey")
    await expect(embed).to_have_count(0)
    await screen.becomes("Mai")
    await embed.locator("xpath=ancestor::article").get_by_role("button", name="Dismiss message").click()
    await expect(embed).to_have_count(0)


async def test_buttons_change_the_message_that_they_stand_on(screen: Screen) -> None:
    await screen.opens()
    await screen.uses("life")
    await screen.button("−500").click()
    await expect(screen.message("7500 life points")).to_be_visible()
    await screen.button("−4000").click()
    await expect(screen.message("3500 life points")).to_contain_text("(edited)")
    await expect(screen.message("life points")).to_have_count(1)
    await expect(screen.page.get_by_role("link", name="Rules")).to_have_attribute("href", "https://example.com/rules")

    await screen.becomes("Joey")
    await screen.button("Surrender").click()
    await expect(screen.message("Only whoever asked for this can use it.")).to_contain_text("Only you can see this")
    await screen.becomes("Mai")
    await screen.button("Surrender").click()
    await expect(screen.message("The duel was given up.")).to_be_visible()
    await expect(screen.button("−500")).to_have_count(0)


async def test_every_select_takes_its_choice(screen: Screen) -> None:
    await screen.opens()
    await screen.uses("team")
    await screen.selects("Style", "Swarm", "Stall", closed_by="Tab")
    await expect(screen.message("Noted: SWARM and STALL")).to_be_visible()
    await screen.selects("Captain", "Joey")
    await expect(screen.message("Noted: @Joey")).to_be_visible()
    await screen.selects("Rival", "Reviewer")
    await expect(screen.message("Noted: Reviewer")).to_be_visible()
    await screen.selects("Guests", "Pegasus", "Moderator", closed_by="Tab")
    await expect(screen.message("Noted: @Pegasus @Moderator")).to_be_visible()
    await screen.select("Table").click()
    await expect(screen.rows("Table")).to_have_count(3)
    await screen.types("hall")
    await screen.presses("Enter")
    await expect(screen.message("The team meets in")).to_contain_text("duel-hall")


async def test_layouts_and_polls_are_drawn_and_a_layout_turns_into_another(screen: Screen) -> None:
    await screen.opens()
    await screen.uses("board")
    board = screen.message("A card lies face down.")
    await expect(board.get_by_role("heading", name="The field", level=1)).to_be_visible()
    await expect(board.get_by_role("link", name="Image: A fox with a lantern")).to_be_visible()
    await expect(board.get_by_role("link", name="Image: The marsh at night")).to_be_visible()
    await expect(board.get_by_role("separator")).to_be_visible()
    await expect(board.get_by_role("link", name="Rules")).to_be_visible()
    await board.get_by_role("button", name="Flip").click()
    await expect(screen.message("It was Lamp Oil.").locator("em")).to_have_text("Lamp Oil")
    await expect(board).to_have_count(0)

    await screen.uses("vote")
    poll = screen.page.get_by_role("group", name="What shall the next set be about?")
    await expect(poll.get_by_role("radio")).to_have_count(2)
    await expect(poll).to_contain_text(re.compile("🦊|Foxes"))
    await expect(poll).to_contain_text("Ends in")


async def test_a_file_that_was_promised_comes_and_can_be_had(screen: Screen) -> None:
    await screen.opens()
    await screen.uses("export")
    answer = screen.message("Your deck:")
    await expect(answer).to_contain_text("15 bytes")
    async with screen.page.expect_download() as coming:
        await answer.get_by_role("link", name="Download foxes.ydk").click()
    download = await coming.value
    assert download.suggested_filename == "foxes.ydk"
    assert Path(await download.path()).read_bytes() == b"#main\n12\n12\n12\n"
    await answer.get_by_role("button", name="Approve").click()
    await expect(screen.message("Approved:")).to_contain_text("foxes.ydk")


async def test_a_right_click_or_the_menu_key_offers_commands_on_members_and_messages(screen: Screen) -> None:
    await screen.opens()
    members = screen.page.get_by_role("list", name="Members")
    await members.get_by_role("button", name="Joey").click(button="right")
    await screen.item("Apps").click()
    await screen.item("Challenge to duel").click()
    await expect(screen.message("Mai challenges Joey.")).to_contain_text("Mai used Challenge to duel")
    await screen.message("Ask the bot: type").click(button="right")
    await screen.item("Apps").click()
    await screen.item("Keep as a ruling").click()
    kept = screen.message("Kept, by Joey: Ask the bot: type")
    await expect(kept).to_contain_text("Only you can see this")

    await screen.page.get_by_role("list", name="Members").get_by_role("button", name="Pegasus").focus()
    await screen.presses("Shift+F10")
    await expect(screen.page.get_by_role("menu", name="Pegasus")).to_be_visible()
    await screen.types("a")
    await expect(screen.item("Apps")).to_be_focused()
    await screen.presses("ArrowRight")
    await expect(screen.item("Challenge to duel")).to_be_focused()
    await screen.presses("Enter")
    await expect(screen.message("Mai challenges Pegasus.")).to_be_visible()
    await screen.message("Ask the bot: type").first.focus()
    await screen.presses("ContextMenu")
    await expect(screen.page.get_by_role("menu", name="Message")).to_be_visible()
    await screen.types("a")
    await expect(screen.item("Add Reaction")).to_be_focused()
    await screen.types("a")
    await screen.presses("ArrowRight", "Enter")
    await expect(kept).to_have_count(2)
