"""Forms open over the chat, want what they need, and are sent."""

from playwright.async_api import expect

from tests.browser.screen import Screen, file


async def test_a_form_wants_what_it_needs_and_keeps_what_was_entered(screen: Screen) -> None:
    await screen.opens()
    await screen.uses("submit")
    form = screen.form("A card of your own")
    await expect(form).to_contain_text("This form will be submitted to Kasutamaiza.")
    await expect(form.get_by_label("Name")).to_be_focused()
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_text("This field is required.")).to_have_count(2)
    await screen.types("Lantern Fox")
    await form.get_by_role("radio", name="Monster").check(force=True)
    await form.get_by_role("checkbox", name="Foil").check(force=True)
    await form.get_by_role("checkbox", name="I drew it myself").check(force=True)
    await form.get_by_label("Story").fill("One\nTwo\nThree\nFour")
    await form.get_by_role("button", name="Submit").click()
    await expect(form).to_have_count(0)
    await expect(screen.message("A story has at most three lines.")).to_contain_text("Only you can see this")

    await screen.uses("submit")
    await form.get_by_label("Name").fill("Tidal Ox")
    await screen.presses("Escape")
    await expect(form).to_have_count(0)
    await screen.uses("submit")
    await expect(form.get_by_label("Name")).to_have_value("Tidal Ox")
    await form.get_by_role("radio", name="Spell").check(force=True)
    await form.get_by_role("button", name="Submit").click()
    thanks = "Thank you, Mai: Tidal Ox, SPELL, [], drawn by somebody else, 0 lines, for Deep Harbour."
    await expect(screen.message(thanks)).to_be_visible()


async def test_a_form_of_a_button_takes_files_and_changes_the_message(screen: Screen) -> None:
    await screen.opens()
    await screen.uses("enter")
    await screen.button("Enter").click()
    form = screen.form("Enter")
    await expect(form).to_contain_text("Decks cannot be changed later.")
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_text("This field is required.")).to_be_visible()
    await form.get_by_label("Decks", exact=True).set_input_files(file("fox.ydk", b"#main\n12\n"))
    await screen.selects("Partner", "Joey")
    await form.get_by_role("button", name="Submit").click()
    await expect(screen.message("1 entered. Last: fox.ydk, with a partner.")).to_be_visible()
    await expect(screen.message("0 entered.")).to_have_count(0)
