"""Calls that belong to an interaction: made with its own token, for 15 minutes, without the bot's."""

from collections.abc import Sequence

from kasutamaiza.discord.calls.asks import Asks
from kasutamaiza.discord.interaction import Interaction
from kasutamaiza.ui import Upload

_WEBHOOK = "/webhooks/{application}/{token}"
_ORIGINAL = _WEBHOOK + "/messages/@original"


class InteractionCalls(Asks):
    """What is said after an interaction's HTTP response."""

    async def edit_original(self, interaction: Interaction, message: bytes, files: Sequence[Upload] = ()) -> None:
        """Make the interaction's first answer this message (encoded JSON), with the files that it speaks of by number.

        404/10015: the token is at its end, or our answer has not reached all of Discord yet; 50027: at its end too.
        Source: https://docs.discord.com/developers/interactions/receiving-and-responding#edit-original-interaction-response
        """
        await self._about(interaction, "PATCH", _ORIGINAL, message, files)

    async def delete_original(self, interaction: Interaction) -> None:
        """Take the interaction's first answer away. Errors are those of `edit_original`.

        Source: https://docs.discord.com/developers/interactions/receiving-and-responding#delete-original-interaction-response
        """
        await self._about(interaction, "DELETE", _ORIGINAL)

    async def create_followup(self, interaction: Interaction, message: bytes, files: Sequence[Upload] = ()) -> None:
        """Answer the interaction once more, with another message (encoded JSON) and its files.

        Not asked again when it may have been done. 40094: five are all that an interaction has where only its user
        installed us.
        Source: https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message
        """
        await self._about(interaction, "POST", _WEBHOOK, message, files)

    async def _about(
        self,
        interaction: Interaction,
        method: str,
        template: str,
        message: bytes | None = None,
        files: Sequence[Upload] = (),
    ) -> None:
        await self._rest.call(
            method,
            template,
            body=message,
            files=files,
            as_bot=False,
            application=interaction.application_id,
            token=interaction.token,
        )
