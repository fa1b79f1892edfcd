"""A small bot that is not ours: hikari's RESTBot, written as its users write, with nothing of this project in it."""

import os
from collections.abc import AsyncGenerator
from typing import Any, TypeAlias

import hikari
from hikari.api import special_endpoints as api

Answers: TypeAlias = AsyncGenerator[api.InteractionResponseBuilder, None]

WORDS = ("lantern", "lamp", "marsh")

bot = hikari.RESTBot(
    os.environ["DISCORD_BOT_TOKEN"],
    "Bot",
    os.environ["DISCORD_PUBLIC_KEY"],
    rest_url=os.environ["DISCORD_API_URL"],
    banner=None,
)


class Form(hikari.impl.InteractionModalBuilder):
    """hikari 2.7.0 puts pairs where a form's components stand, which the simulator refuses, as Discord does."""

    def build(self, entity_factory: hikari.api.EntityFactory, /) -> Any:
        payload, files = super().build(entity_factory)
        components = payload["data"]["components"]
        payload["data"]["components"] = [each[0] if isinstance(each, tuple) else each for each in components]
        return payload, files


async def register(_: hikari.RESTBotAware) -> None:
    application = await bot.rest.fetch_application()
    who = hikari.CommandOption(type=hikari.OptionType.USER, name="who", description="Whom.", is_required=True)
    word = hikari.CommandOption(
        type=hikari.OptionType.STRING, name="word", description="Which.", is_required=True, autocomplete=True
    )
    commands = [
        bot.rest.slash_command_builder("greet", "Say hello to somebody.").add_option(who),
        bot.rest.slash_command_builder("word", "Pick a word.").add_option(word),
        bot.rest.slash_command_builder("later", "Answer later."),
        bot.rest.context_menu_command_builder(hikari.CommandType.USER, "Look at"),
    ]
    await bot.rest.set_application_commands(application.id, commands)


async def on_command(interaction: hikari.CommandInteraction) -> Answers:
    options = {each.name: each.value for each in interaction.options or ()}
    if interaction.command_name == "greet":
        row = bot.rest.build_message_action_row()
        row.add_interactive_button(hikari.ButtonStyle.PRIMARY, "wave", label="Wave back")
        row.add_interactive_button(hikari.ButtonStyle.SECONDARY, "write", label="Write")
        yield interaction.build_response().set_content(f"Hello <@{options['who']}>!").add_component(row)
    elif interaction.command_name == "word":
        yield interaction.build_response().add_embed(hikari.Embed(title=str(options["word"]), color=0x5865F2))
    elif interaction.command_name == "Look at":
        yield interaction.build_response().set_content("Seen.").set_flags(hikari.MessageFlag.EPHEMERAL)
    else:
        yield interaction.build_deferred_response()
        await interaction.edit_initial_response("Here it is.")
        await interaction.execute("And one thing more.", flags=hikari.MessageFlag.EPHEMERAL)
        channel = await bot.rest.create_dm_channel(interaction.user)
        await bot.rest.create_message(channel, "In private, too.")


async def on_component(interaction: hikari.ComponentInteraction) -> Answers:
    if interaction.custom_id == "wave":
        waved = f"{interaction.user.username} waves back."
        yield interaction.build_response(hikari.ResponseType.MESSAGE_UPDATE).set_content(waved).clear_components()
        return
    row = bot.rest.build_modal_action_row()
    row.add_text_input("words", "Words", style=hikari.TextInputStyle.PARAGRAPH)
    yield Form("Write something", "written").add_component(row)


async def on_modal(interaction: hikari.ModalInteraction) -> Answers:
    written = interaction.components[0].components[0]
    yield interaction.build_response().set_content(f"You wrote: {getattr(written, 'value', '')}")


async def on_typing(interaction: hikari.AutocompleteInteraction) -> api.InteractionAutocompleteBuilder:
    typed = str(interaction.options[0].value)
    fitting = [word for word in WORDS if word.startswith(typed)]
    return interaction.build_response([hikari.impl.AutocompleteChoiceBuilder(word, word) for word in fitting])


bot.set_listener(hikari.CommandInteraction, on_command)
bot.set_listener(hikari.ComponentInteraction, on_component)
bot.set_listener(hikari.ModalInteraction, on_modal)
bot.set_listener(hikari.AutocompleteInteraction, on_typing)
bot.add_startup_callback(register)
bot.run(host="127.0.0.1", port=int(os.environ["PORT"]), check_for_updates=False)
