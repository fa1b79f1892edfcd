"""Commands are found, filled in and sent."""

import re

from playwright.async_api import expect

from tests.browser.screen import Screen, file


async def test_the_picker_offers_what_is_for_this_member_sub_commands_as_one_each(screen: Screen) -> None:
    await screen.opens()
    await screen.composer.click()
    await screen.types("/deck")
    await expect(screen.picker.get_by_role("option")).to_have_text(
        [re.compile("^/deck addcard"), re.compile("^/deck ban add"), re.compile("^/deck show")]
    )
    await screen.composer.fill("/season")
    await expect(screen.page.get_by_text("No commands match “/season”.")).to_be_visible()

    await screen.becomes("Seto")
    await screen.composer.fill("/season")
    await expect(screen.command("season")).to_be_visible()
    await screen.composer.fill("/Challenge")
    await expect(screen.page.get_by_text("No commands match “/Challenge”.")).to_be_visible()


async def test_a_required_option_is_asked_for_before_anything_is_sent(screen: Screen) -> None:
    await screen.opens()
    await screen.picks("design")
    await screen.fills("name", "Lantern Fox")
    await screen.composer.click()
    await screen.presses("Enter")
    await expect(screen.bar).to_contain_text("This option is required. Specify a value.")
    await expect(screen.pill("attack")).to_have_attribute("aria-invalid", "true")
    await screen.types("9000")
    await screen.presses("Enter")
    await expect(screen.bar).to_contain_text("Must be between 0 and 5000.")
    await screen.fills("attack", "1800")
    await screen.adds("attribute", "foil", "frame")
    await screen.chooses("attribute", "High tide")
    await screen.chooses("foil", "True")
    await screen.chooses("frame", "Plain")
    await screen.presses("Enter")
    answer = "Lantern Fox (no set): 1800 ATK, HIGH_TIDE, Rank 1, yellow, 1×, glittering"
    await expect(screen.message(answer)).to_contain_text("Mai used design")


async def test_cards_are_suggested_while_one_is_typed(screen: Screen) -> None:
    await screen.opens()
    await screen.picks("search")
    await screen.types("la")
    await expect(screen.rows("name")).to_have_text(["Lantern Fox", "Lamp Oil", "Last Lantern"])
    await screen.types("m")
    await expect(screen.rows("name")).to_have_text(["Lamp Oil"])
    await screen.rows("name").click()
    await screen.presses("Enter")
    await expect(screen.message("Lamp Oil is a spell card.")).to_be_visible()


async def test_people_roles_channels_and_files_are_picked(screen: Screen) -> None:
    await screen.opens()
    await screen.picks("lend")
    await screen.chooses("to", "Joey")
    drop = screen.page.get_by_label("deck: file")
    await drop.set_input_files(file("fox.txt", b"#main"))
    await expect(screen.bar).to_contain_text("This kind of file is not accepted. Choose one of: .ydk.")
    await drop.set_input_files(file("fox.ydk", b"#main\n12\n"))
    await screen.adds("team", "witness", "table")
    await screen.chooses("team", "Duelist")
    await screen.chooses("witness", "Moderator")
    await screen.chooses("table", "duel-hall")
    await screen.presses("Enter")
    await expect(screen.message("gets fox.ydk (9 bytes)")).to_contain_text(
        "@Joey gets fox.ydk (9 bytes). @Duelist @Moderator"
    )
    await expect(screen.message("gets fox.ydk").get_by_role("button", name="#duel-hall")).to_be_visible()


async def test_the_bot_is_used_by_keys_alone(screen: Screen) -> None:
    await screen.opens()
    await screen.types("/sea")
    await expect(screen.composer).to_be_focused()
    await expect(screen.command("search")).to_have_attribute("aria-selected", "true")
    await screen.presses("Enter")
    await expect(screen.pill("name")).to_be_focused()
    await screen.types("tid")
    await expect(screen.rows("name")).to_have_text(["Tidal Ox"])
    await screen.presses("Tab", "Enter")
    await expect(screen.message("Tidal Ox is a monster card.")).to_be_visible()

    await expect(screen.composer).to_be_focused()
    await screen.types("/life")
    await expect(screen.command("life")).to_have_attribute("aria-selected", "true")
    await screen.presses("Enter", "Enter")
    await expect(screen.message("8000 life points")).to_be_visible()
    await screen.presses("Shift+F6", "ArrowUp")
    await expect(screen.message("8000 life points")).to_be_focused()
    while not await screen.button("−500").evaluate("each => each === document.activeElement"):
        await screen.presses("Tab")
    await screen.presses("Enter")
    await expect(screen.message("7500 life points")).to_be_visible()
    await expect(screen.button("−500")).to_be_focused()


async def test_names_and_descriptions_are_in_the_language_of_who_reads(own_commands: Screen) -> None:
    await own_commands.opens(by="yuki")
    await own_commands.composer.click()
    await own_commands.types("/ヘル")
    await expect(own_commands.command("ヘルプ")).to_have_attribute("aria-label", re.compile("[ぁ-ん]"))
    await own_commands.presses("Enter", "Enter")
    await expect(own_commands.latest.get_by_role("region", name="できること")).to_contain_text(
        "このボットの紹介と目的を見ます。"
    )
