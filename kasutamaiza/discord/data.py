"""What an interaction is about, by its type: a command's options, a component's values, a form's answers."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct

from kasutamaiza.discord.message import Attachment, SentMessage
from kasutamaiza.discord.person import Member, Role, User
from kasutamaiza.discord.place import Channel
from kasutamaiza.discord.snowflake import (
    AttachmentId,
    ChannelId,
    CommandId,
    GuildId,
    MessageId,
    RoleId,
    Snowflake,
    UserId,
)

Value: TypeAlias = str | int | float | bool
"""What an option can hold on the wire; ids are strings here, until the option's type says what they are."""


class Resolved(Struct, frozen=True, kw_only=True, gc=False):
    """What the ids among the options, values or answers stand for.

    A user who is not in the server has no member here.
    """

    users: dict[UserId, User] = {}
    members: dict[UserId, Member] = {}
    roles: dict[RoleId, Role] = {}
    channels: dict[ChannelId, Channel] = {}
    messages: dict[MessageId, SentMessage] = {}
    attachments: dict[AttachmentId, Attachment] = {}


NOTHING_RESOLVED = Resolved()


class OptionValue(Struct, frozen=True, kw_only=True, gc=False):
    """One option as the person gave it; a sub-command (type 1) or group (type 2) holds `options` instead of a value."""

    name: str
    type: int
    value: Value | None = None
    options: list["OptionValue"] = []
    focused: bool = False


class CommandData(Struct, frozen=True, kw_only=True, gc=False):
    """Which command, and with what.

    `target_id` is whom or what a user command (type 2) or a message command (type 3) was used on; `guild_id` where the
    command is registered, when that is one server.
    """

    id: CommandId
    name: str
    type: int = 1
    options: list[OptionValue] = []
    resolved: Resolved = NOTHING_RESOLVED
    guild_id: GuildId | None = None
    target_id: Snowflake | None = None


class ComponentData(Struct, frozen=True, kw_only=True, gc=False):
    """Which component was used; a select's `values` are what was picked, ids as strings."""

    custom_id: str
    component_type: int
    values: list[str] = []
    resolved: Resolved = NOTHING_RESOLVED


class ModalAnswer(Struct, frozen=True, kw_only=True, gc=False):
    """What somebody answered to one component of a form.

    A text input's `value` is text; a radio group's too, or None; a checkbox's is a bool. All that lets people pick has
    `values`: a select's are ids or option values, a checkbox group's option values, a file upload's attachment ids.
    Source: https://docs.discord.com/developers/components/reference
    """

    type: int
    custom_id: str
    value: Value | None = None
    values: Sequence[str] = ()


class ModalComponent(Struct, frozen=True, kw_only=True, gc=False):
    """A component of a form as it comes back: a label nests one `component`, an action row `components`.

    What only shows something, like a text display, comes back without a custom_id.
    """

    type: int
    custom_id: str | None = None
    value: Value | None = None
    values: list[str] | None = None
    component: "ModalComponent | None" = None
    components: list["ModalComponent"] | None = None


class ModalData(Struct, frozen=True, kw_only=True, gc=False):
    """Which form was sent off, and what it holds."""

    custom_id: str
    components: list[ModalComponent] = []
    resolved: Resolved = NOTHING_RESOLVED

    @property
    def answers(self) -> dict[str, ModalAnswer]:
        """What was answered, by custom_id, however deep in the form it stood; made anew at each call."""
        answers: dict[str, ModalAnswer] = {}
        _collect(self.components, answers)
        return answers


def _collect(components: Iterable[ModalComponent], answers: dict[str, ModalAnswer]) -> None:
    for each in components:
        if each.custom_id is not None:
            answers[each.custom_id] = ModalAnswer(
                type=each.type, custom_id=each.custom_id, value=each.value, values=each.values or ()
            )
        if each.component is not None:
            _collect([each.component], answers)
        if each.components:
            _collect(each.components, answers)
