"""Message: what a reply shows."""

from collections.abc import Sequence

from msgspec import Struct, field

from kasutamaiza.ui import limits
from kasutamaiza.ui.component import ActionRow
from kasutamaiza.ui.embed import Embed
from kasutamaiza.ui.limits import Refused, check_size


class AllowedMentions(Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """Whom a message may notify: nobody, unless said.

    Source: https://docs.discord.com/developers/resources/message#allowed-mentions-object
    """

    # A factory that msgspec does not know, so that an empty `parse` is written too: left out, Discord notifies.
    parse: Sequence[str] = field(default_factory=lambda: ())
    users: Sequence[str] = ()
    roles: Sequence[str] = ()
    replied_user: bool = False


NOBODY = AllowedMentions()


class Message(Struct, frozen=True, gc=False, kw_only=True):
    """A message as a whole: as a new one it is this, as an update it becomes this.

    Every part is written even when empty, because Discord leaves alone what an update does not name: a view that
    returns no buttons must take the old ones away.
    Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
    """

    content: str = ""
    embeds: Sequence[Embed] = ()
    components: Sequence[ActionRow] = ()
    allowed_mentions: AllowedMentions = NOBODY

    def __post_init__(self) -> None:
        if len(self.content) > limits.CONTENT:
            check_size("message.content", self.content, most=limits.CONTENT)
        if self.embeds:
            if len(self.embeds) > limits.EMBEDS:
                check_size("message.embeds", self.embeds, most=limits.EMBEDS)
            together = sum([embed.characters for embed in self.embeds])
            if together > limits.EMBEDS_TOGETHER:
                raise Refused(
                    f"message.embeds have {together} characters together; Discord allows {limits.EMBEDS_TOGETHER}."
                )
        elif not (self.content or self.components):
            raise Refused("message is empty; give it content, an embed or components.")
        if self.components:
            if len(self.components) > limits.ACTION_ROWS:
                check_size("message.components", self.components, most=limits.ACTION_ROWS)
            ids = [each.custom_id for row in self.components for each in row.components if each.custom_id is not None]
            if len(ids) > 1 and len(set(ids)) < len(ids):
                twice = next(custom_id for custom_id in ids if ids.count(custom_id) > 1)
                raise Refused(f"message.components have the custom_id {twice} twice; each must be its own.")
