"""Buttons, rows and selects: what Discord takes is built, what it refuses is refused by name."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
from msgspec import json

from kasutamaiza.interactions import Reply
from kasutamaiza.interactions.answer import callback
from kasutamaiza.ui import (
    ActionRow,
    Button,
    ButtonStyle,
    ChannelSelect,
    ChannelType,
    DefaultValue,
    Emoji,
    MentionableSelect,
    Message,
    Refused,
    RoleSelect,
    SelectOption,
    StringSelect,
    TextDisplay,
    UserSelect,
)
from kasutamaiza.ui.select import Select
from tests.limit import check_limit

IsValid = Callable[[str, bytes], None]

CARD = Emoji("🃏")
OWN = Emoji("dark_magician", id="1000000000000000007", animated=True)


def button(number: int = 0) -> Button:
    return Button(style=ButtonStyle.PRIMARY, label="Press", custom_id=f"button {number}")


def options(count: int, *, picked: int = 0) -> Sequence[SelectOption]:
    return [SelectOption(f"label {number}", f"value {number}", default=number < picked) for number in range(count)]


def select(count: int = 3, **parts: Any) -> StringSelect:
    return StringSelect(**{"custom_id": "select", "options": options(count)} | parts)


BUTTONS: dict[str, dict[str, Any]] = {
    "primary": {"style": 1, "label": "x", "custom_id": "x"},
    "danger with a face": {"style": ButtonStyle.DANGER, "emoji": CARD, "custom_id": "x", "disabled": True, "id": 7},
    "a label and an emoji of a server": {"style": 3, "label": "x", "emoji": OWN, "custom_id": "x", "id": 0},
    "link": {"style": 5, "label": "x", "url": "https://x.example"},
    "link with a face": {"style": 5, "emoji": CARD, "url": "http://x.example/a?b#c", "disabled": True},
    "link into Discord": {"style": 5, "label": "x", "url": "discord://-/channels/1/2"},
    "premium": {"style": 6, "sku_id": 1000000000000000008, "disabled": True},
}


@pytest.mark.parametrize("parts", BUTTONS.values(), ids=BUTTONS)
def test_a_button_of_each_style_is_what_discord_takes(parts: dict[str, Any], is_valid: IsValid) -> None:
    is_valid("callback", callback(Reply(Message(components=[ActionRow(components=[Button(**parts)])]))))


WRONG_BUTTONS: dict[str, tuple[dict[str, Any], str]] = {
    "without a face": ({"style": 1, "custom_id": "x"}, "button has neither a label nor an emoji"),
    "link without a face": ({"style": 5, "url": "https://x.example"}, "button has neither a label nor an emoji"),
    "of no style": ({"style": 0, "label": "x", "custom_id": "x"}, "button.style is 0; Discord allows 1 to 6."),
    "of a style to come": ({"style": 7, "label": "x", "custom_id": "x"}, "button.style is 7; Discord allows 1 to 6."),
    "blank": ({"style": 1, "label": " \n", "custom_id": "x"}, "button.label is blank; Discord allows 1 to 80"),
    "empty": ({"style": 1, "label": "", "emoji": CARD, "custom_id": "x"}, "button.label has 0 characters"),
    "link without an address": ({"style": 5, "label": "x"}, "button.url is missing; Discord needs it for"),
    "link that comes back": (
        {"style": 5, "label": "x", "url": "https://x.example", "custom_id": "x"},
        "button.custom_id is given; Discord allows none on a button of style LINK.",
    ),
    "link that sells": (
        {"style": 5, "label": "x", "url": "https://x.example", "sku_id": "1"},
        "button.sku_id is given",
    ),
    "link to a script": (
        {"style": 5, "label": "x", "url": "javascript:alert(1)"},
        "button.url is 'javascript:alert(1)'; Discord allows https://…, http://… and discord://….",
    ),
    "link to a file": ({"style": 5, "label": "x", "url": "attachment://a.png"}, "button.url is 'attachment://a.png'"),
    "link with a blank": ({"style": 5, "label": "x", "url": "https://x.example/a b"}, "button.url is"),
    "press without a custom_id": (
        {"style": 2, "label": "x"},
        "button.custom_id is missing; Discord needs it for a button of style SECONDARY.",
    ),
    "press with an address": (
        {"style": 4, "label": "x", "custom_id": "x", "url": "https://x.example"},
        "button.url is given; Discord allows none on a button of style DANGER.",
    ),
    "press that sells": ({"style": 1, "label": "x", "custom_id": "x", "sku_id": "1"}, "button.sku_id is given"),
    "premium of nothing": ({"style": 6}, "button.sku_id is missing"),
    "premium with a label": ({"style": 6, "sku_id": "1", "label": "x"}, "button.label is given"),
    "premium with an emoji": ({"style": 6, "sku_id": "1", "emoji": CARD}, "button.emoji is given"),
    "premium with an address": ({"style": 6, "sku_id": "1", "url": "https://x.example"}, "button.url is given"),
    "premium that comes back": ({"style": 6, "sku_id": "1", "custom_id": "x"}, "button.custom_id is given"),
    "premium of no id": ({"style": 6, "sku_id": "gold"}, "button.sku_id is 'gold'; Discord's ids are decimal numbers"),
    "negative id": ({"style": 1, "label": "x", "custom_id": "x", "id": -1}, "button.id is -1; Discord allows 0 to"),
    "id of 33 bits": ({"style": 1, "label": "x", "custom_id": "x", "id": 2**31}, "button.id is 2147483648; Discord"),
}


@pytest.mark.parametrize(("parts", "reason"), WRONG_BUTTONS.values(), ids=WRONG_BUTTONS)
def test_a_wrong_button_is_refused_with_its_reason(parts: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        Button(**parts)
    assert str(refused.value).startswith(reason)


def test_a_button_may_have_an_emoji_alone() -> None:
    pressed = Button(style=ButtonStyle.SECONDARY, emoji=CARD, custom_id="x")
    assert json.decode(json.encode(pressed)) == {"type": 2, "style": 2, "emoji": {"name": "🃏"}, "custom_id": "x"}


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"name": ""}, "emoji.name has 0 characters; Discord allows 1 to 32."),
        ({"name": " "}, "emoji.name is blank"),
        ({"name": "🃏" * 33}, "emoji.name has 33 characters; Discord allows 1 to 32."),
        ({"name": ":smile:"}, "emoji.name is ':smile:', which is no emoji"),
        ({"name": "magician", "id": "x"}, "emoji.id is 'x'"),
        ({"name": "magician", "id": -1}, "emoji.id is '-1'"),
        ({"name": "magician", "id": 2**64}, "emoji.id is '18446744073709551616'"),
        ({"name": "magician", "id": "١٢"}, "emoji.id is '١٢'"),
        ({"name": "magician", "id": True}, "emoji.id is 'True'"),
    ],
)
def test_a_wrong_emoji_is_refused(parts: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        Emoji(**parts)
    assert str(refused.value).startswith(reason)


def test_an_id_may_be_a_number_and_is_kept_as_text() -> None:
    assert Emoji("x", id=2**64 - 1).id == "18446744073709551615"
    assert DefaultValue(5, "user") == DefaultValue("5", "user")
    assert Button(style=6, sku_id=7).sku_id == "7"


LIMITS: dict[str, tuple[int, Callable[[int], object]]] = {
    "button.label": (80, lambda n: Button(style=1, label="x" * n, custom_id="x")),
    "button.custom_id": (100, lambda n: Button(style=1, label="x", custom_id="x" * n)),
    "button.url": (512, lambda n: Button(style=5, label="x", url="https://".ljust(n, "x"))),
    "action_row.components": (5, lambda n: ActionRow(components=[button(number) for number in range(n)])),
    "select_option.label": (100, lambda n: SelectOption("x" * n, "x")),
    "select_option.value": (100, lambda n: SelectOption("x", "x" * n)),
    "select_option.description": (100, lambda n: SelectOption("x", "x", "x" * n)),
    "string_select.options": (25, select),
    "string_select.custom_id": (100, lambda n: select(custom_id="x" * n)),
    "string_select.placeholder": (150, lambda n: select(placeholder="x" * n)),
    "user_select.custom_id": (100, lambda n: UserSelect(custom_id="x" * n)),
}


@pytest.mark.parametrize(("field", "most", "build"), [(field, *each) for field, each in LIMITS.items()], ids=LIMITS)
def test_a_component_is_built_at_its_limit_and_refused_one_beyond(
    field: str, most: int, build: Callable[[int], object]
) -> None:
    check_limit(field, most, build)


def users(count: int) -> Sequence[DefaultValue]:
    return [DefaultValue(number, "user") for number in range(count)]


SELECTS: dict[str, Select] = {
    "string": select(25, placeholder="Pick", min_values=0, max_values=25, disabled=True, id=3),
    "string, all picked": select(options=options(3, picked=2), max_values=2, min_values=2),
    "string with faces": select(options=[SelectOption("a", "b", "c", CARD), SelectOption("d", "e", emoji=OWN)]),
    "user": UserSelect(custom_id="x", default_values=users(25), max_values=25),
    "role": RoleSelect(custom_id="x", default_values=[DefaultValue("5", "role")], placeholder="x" * 150),
    "mentionable": MentionableSelect(
        custom_id="x", max_values=2, default_values=[DefaultValue("5", "role"), DefaultValue("6", "user")]
    ),
    "channel": ChannelSelect(
        custom_id="x", channel_types=list(ChannelType), default_values=[DefaultValue("5", "channel")]
    ),
}


@pytest.mark.parametrize("picked", SELECTS.values(), ids=SELECTS)
def test_a_select_of_each_kind_is_what_discord_takes(picked: Select, is_valid: IsValid) -> None:
    is_valid("callback", callback(Reply(Message(components=[ActionRow(components=[picked], id=9)]))))


WRONG_SELECTS: dict[str, tuple[Callable[[], object], str]] = {
    "no options": (lambda: select(0), "string_select.options has 0 members; Discord allows 1 to 25."),
    "an option twice": (
        lambda: select(options=[SelectOption("a", "x"), SelectOption("b", "x")]),
        "string_select.options has 'x' twice; Discord allows each once.",
    ),
    "a blank label": (lambda: SelectOption(" ", "x"), "select_option.label is blank"),
    "an empty value": (lambda: SelectOption("x", ""), "select_option.value has 0 characters"),
    "no custom_id": (lambda: select(custom_id=""), "string_select.custom_id has 0 characters"),
    "least below 0": (lambda: select(min_values=-1), "string_select.min_values is -1; Discord allows 0 to 25."),
    "least above 25": (lambda: UserSelect(custom_id="x", min_values=26, max_values=25), "user_select.min_values is 26"),
    "most of 0": (lambda: select(max_values=0), "string_select.max_values is 0; Discord allows 1 to 25."),
    "most above 25": (lambda: RoleSelect(custom_id="x", max_values=26), "role_select.max_values is 26; Discord allows"),
    "least above most": (
        lambda: select(min_values=3, max_values=2),
        "string_select.min_values is 3; Discord allows at most max_values, which is 2.",
    ),
    "least above most left out": (lambda: ChannelSelect(custom_id="x", min_values=2), "channel_select.min_values is 2"),
    "most above the options": (
        lambda: select(3, max_values=4),
        "string_select.max_values is 4; there are 3 options to pick from.",
    ),
    "least above the options": (
        lambda: select(3, min_values=4, max_values=4),
        "string_select.min_values is 4; there are 3 options",
    ),
    "more picked than allowed": (
        lambda: select(options=options(3, picked=2)),
        "string_select.options has 2 defaults; Discord allows max_values, which is 1.",
    ),
    "more default values than allowed": (
        lambda: UserSelect(custom_id="x", default_values=users(2)),
        "user_select.default_values has 2 members; Discord allows 1 to 1.",
    ),
    "fewer default values than allowed": (
        lambda: UserSelect(custom_id="x", default_values=users(1), min_values=2, max_values=3),
        "user_select.default_values has 1 members; Discord allows 2 to 3.",
    ),
    "a default value twice": (
        lambda: UserSelect(custom_id="x", default_values=[*users(1), *users(1)], max_values=2),
        "user_select.default_values has '0' twice",
    ),
    "a role among users": (
        lambda: UserSelect(custom_id="x", default_values=[*users(1), DefaultValue(1, "role")], max_values=2),
        "user_select.default_values[1].type is role; Discord allows user in this select.",
    ),
    "a channel among mentionables": (
        lambda: MentionableSelect(custom_id="x", default_values=[DefaultValue(1, "channel")]),
        "mentionable_select.default_values[0].type is channel; Discord allows user and role in this select.",
    ),
    "a user among roles": (lambda: RoleSelect(custom_id="x", default_values=users(1)), "role_select.default_values[0]"),
    "a user among channels": (
        lambda: ChannelSelect(custom_id="x", default_values=users(1)),
        "channel_select.default_values[0].type is user",
    ),
    "a kind of channel twice": (
        lambda: ChannelSelect(custom_id="x", channel_types=[0, ChannelType.GUILD_TEXT]),
        "channel_select.channel_types has '0' twice",
    ),
    "no kind of channel": (
        lambda: ChannelSelect(custom_id="x", channel_types=[0, 6]),
        "channel_select.channel_types[1] is 6; Discord allows 0, 1, 2,",
    ),
    "a default value of no id": (lambda: DefaultValue("x", "user"), "default_value.id is 'x'"),
    "a default value of no kind": (
        lambda: DefaultValue("1", "server"),  # type: ignore[arg-type]
        "default_value.type is 'server'; Discord allows user, role and channel.",
    ),
    "an id of 33 bits": (lambda: select(id=2**31), "string_select.id is 2147483648"),
    "a row of nothing": (
        lambda: ActionRow(components=[]),
        "action_row.components has 0 members; Discord allows 1 to 5",
    ),
    "a row of a select and a button": (
        lambda: ActionRow(components=[button(), select()]),
        "action_row.components[1] is a select among 2 components; Discord allows it only alone in its row.",
    ),
    "a row of two selects": (
        lambda: ActionRow(components=[select(), select(custom_id="other")]),
        "action_row.components[0] is a select among 2 components",
    ),
    "a row in a row": (
        lambda: ActionRow(components=[ActionRow(components=[button()])]),  # type: ignore[list-item]
        "action_row.components[0] is of type ActionRow; Discord allows Button, StringSelect,",
    ),
    "text in a row": (
        lambda: ActionRow(components=[button(), TextDisplay("x")]),  # type: ignore[list-item]
        "action_row.components[1] is of type TextDisplay",
    ),
    "a row's negative id": (
        lambda: ActionRow(components=[button()], id=-1),
        "action_row.id is -1; Discord allows 0 to",
    ),
}


@pytest.mark.parametrize(("build", "reason"), WRONG_SELECTS.values(), ids=WRONG_SELECTS)
def test_a_wrong_select_or_row_is_refused_with_its_reason(build: Callable[[], object], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        build()
    assert str(refused.value).startswith(reason)


def test_components_are_read_from_plain_data_and_written_as_it() -> None:
    plain: dict[str, Any] = {
        "type": 1,
        "components": [
            {
                "type": 3,
                "options": [{"label": "a", "value": "b", "emoji": {"name": "x", "id": "5"}}],
                "custom_id": "c",
                "min_values": 0,
            }
        ],
    }
    row = msgspec.convert(plain, type=ActionRow)
    assert isinstance(row.components[0], StringSelect)
    assert msgspec.to_builtins(row) == plain


@pytest.mark.parametrize(
    ("plain", "reason"),
    [
        (
            {"components": [{"type": 2, "style": 1, "label": "x" * 81, "custom_id": "x"}]},
            "button.label has 81 characters; Discord allows 1 to 80. - at `$.components[0]`",
        ),
        (
            {"components": [{"type": 3, "custom_id": "x", "options": [{"label": "a", "value": "b" * 101}]}]},
            "select_option.value has 101 characters; Discord allows 1 to 100. - at `$.components[0].options[0]`",
        ),
        (
            {"components": [{"type": 2, "style": 1, "label": "x", "custom_id": "x", "lable": "x"}]},
            "Object contains unknown field `lable` - at `$.components[0]`",
        ),
        ({"components": [{"type": 10, "content": "x"}]}, "Invalid value 10 - at `$.components[0].type`"),
    ],
)
def test_what_is_refused_in_plain_data_is_told_with_its_path(plain: dict[str, Any], reason: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(plain, type=ActionRow)
    assert str(refused.value) == reason
