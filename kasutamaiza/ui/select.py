"""What people pick from: options of ours, or users, roles and channels of Discord's."""

from collections.abc import Sequence
from enum import IntEnum
from typing import ClassVar, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import force_setattr

from kasutamaiza.ui import limits
from kasutamaiza.ui.emoji import Emoji
from kasutamaiza.ui.limits import (
    Refused,
    check_component,
    check_number,
    check_once,
    check_size,
    check_text,
    snowflake,
)


class ChannelType(IntEnum):
    """The kinds of channel that a select can offer.

    Not GUILD_MEDIA (16), which a select takes as a number: Discord's documentation has it, the document of its API not.
    Source: https://docs.discord.com/developers/resources/channel#channel-object-channel-types
    """

    GUILD_TEXT = 0
    DM = 1
    GUILD_VOICE = 2
    GROUP_DM = 3
    GUILD_CATEGORY = 4
    GUILD_ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    GUILD_STAGE_VOICE = 13
    GUILD_DIRECTORY = 14
    GUILD_FORUM = 15


_GUILD_MEDIA = 16
_CHANNEL_TYPES = frozenset({*map(int, ChannelType), _GUILD_MEDIA})


class SelectOption(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """One of a select's options: the `label` that people read, the `value` that the handler gets."""

    label: str
    value: str
    description: str | None = None
    emoji: Emoji | None = None
    default: bool = False

    def __post_init__(self) -> None:
        label, value = self.label, self.value
        if not (0 < len(label) <= limits.OPTION_TEXT and 0 < len(value) <= limits.OPTION_TEXT) or label.isspace():
            check_text("select_option.label", label, most=limits.OPTION_TEXT)
            check_size("select_option.value", value, least=1, most=limits.OPTION_TEXT)
        if self.description is not None:
            check_size("select_option.description", self.description, most=limits.OPTION_TEXT)


class DefaultValue(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Somebody or something that is picked already when a select of Discord's is shown."""

    id: str | int
    type: Literal["user", "role", "channel"]

    def __post_init__(self) -> None:
        force_setattr(self, "id", snowflake("default_value.id", self.id))
        if self.type not in ("user", "role", "channel"):
            raise Refused(f"default_value.type is {self.type!r}; Discord allows user, role and channel.")


class _Select(
    Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, tag_field="type"
):
    """What all selects have. Left out, `min_values` and `max_values` are 1.

    `required` has a meaning in a modal only, and `disabled` in a message only.
    """

    _record: ClassVar[str]

    custom_id: str
    placeholder: str | None = None
    min_values: int | None = None
    max_values: int | None = None
    disabled: bool = False
    required: bool | None = None
    id: int | None = None

    def __post_init__(self) -> None:
        name = self._record
        check_component(name, custom_id=self.custom_id, component_id=self.id)
        if self.placeholder is not None:
            check_size(f"{name}.placeholder", self.placeholder, most=limits.SELECT_PLACEHOLDER)
        if self.min_values is not None:
            check_number(f"{name}.min_values", self.min_values, least=0, most=limits.SELECT_VALUES)
        if self.max_values is not None:
            check_number(f"{name}.max_values", self.max_values, least=1, most=limits.SELECT_VALUES)
        least, most = self._range
        if least > most:
            raise Refused(f"{name}.min_values is {least}; Discord allows at most max_values, which is {most}.")

    @property
    def _range(self) -> tuple[int, int]:
        """How few and how many may be picked."""
        least = 1 if self.min_values is None else self.min_values
        return least, 1 if self.max_values is None else self.max_values


class StringSelect(_Select, frozen=True, tag=3):
    """A select of our own options.

    Source: https://docs.discord.com/developers/components/reference#string-select
    """

    _record: ClassVar[str] = "string_select"

    options: Sequence[SelectOption]

    def __post_init__(self) -> None:
        super().__post_init__()
        check_size("string_select.options", self.options, least=1, most=limits.SELECT_OPTIONS)
        check_once("string_select.options", [option.value for option in self.options])
        least, most = self._range
        for field, number in (("min_values", least), ("max_values", most)):
            if number > len(self.options):
                raise Refused(f"string_select.{field} is {number}; there are {len(self.options)} options to pick from.")
        picked = sum([option.default for option in self.options])
        if picked > most:
            raise Refused(f"string_select.options has {picked} defaults; Discord allows max_values, which is {most}.")


class _EntitySelect(_Select, frozen=True):
    """A select of what Discord knows; `default_values` are picked already."""

    _kinds: ClassVar[Sequence[str]]

    default_values: Sequence[DefaultValue] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.default_values:
            return
        field = f"{self._record}.default_values"
        least, most = self._range
        check_size(field, self.default_values, least=least, most=most)
        for number, value in enumerate(self.default_values):
            if value.type not in self._kinds:
                allowed = " and ".join(self._kinds)
                raise Refused(f"{field}[{number}].type is {value.type}; Discord allows {allowed} in this select.")
        check_once(field, [value.id for value in self.default_values])


class UserSelect(_EntitySelect, frozen=True, tag=5):
    """A select of the server's members.

    Source: https://docs.discord.com/developers/components/reference#user-select
    """

    _record: ClassVar[str] = "user_select"
    _kinds: ClassVar[Sequence[str]] = ("user",)


class RoleSelect(_EntitySelect, frozen=True, tag=6):
    """A select of the server's roles.

    Source: https://docs.discord.com/developers/components/reference#role-select
    """

    _record: ClassVar[str] = "role_select"
    _kinds: ClassVar[Sequence[str]] = ("role",)


class MentionableSelect(_EntitySelect, frozen=True, tag=7):
    """A select of the server's members and roles.

    Source: https://docs.discord.com/developers/components/reference#mentionable-select
    """

    _record: ClassVar[str] = "mentionable_select"
    _kinds: ClassVar[Sequence[str]] = ("user", "role")


class ChannelSelect(_EntitySelect, frozen=True, tag=8):
    """A select of the server's channels, of all kinds or of `channel_types` (numbers of `ChannelType`).

    Source: https://docs.discord.com/developers/components/reference#channel-select
    """

    _record: ClassVar[str] = "channel_select"
    _kinds: ClassVar[Sequence[str]] = ("channel",)

    channel_types: Sequence[int] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        for number, kind in enumerate(self.channel_types):
            if kind not in _CHANNEL_TYPES:
                allowed = ", ".join(map(str, sorted(_CHANNEL_TYPES)))
                raise Refused(f"channel_select.channel_types[{number}] is {kind}; Discord allows {allowed}.")
        check_once("channel_select.channel_types", [int(kind) for kind in self.channel_types])


Select: TypeAlias = StringSelect | UserSelect | RoleSelect | MentionableSelect | ChannelSelect

SELECTS = (StringSelect, UserSelect, RoleSelect, MentionableSelect, ChannelSelect)
