"""Commands told as plain data: what Discord would refuse is refused with its place and its reason, and no more is."""

from typing import Any, TypeAlias

import pytest
from msgspec import ValidationError, convert, json

from kasutamaiza.discord.command import LOCALES, ApplicationCommand, OptionType
from tests.spec import Check

Payload: TypeAlias = dict[str, Any]

SUB_COMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = map(
    int, OptionType
)


def slash(*options: Payload, **more: Any) -> Payload:
    return {"name": "deck", "description": "Your decks.", "options": list(options), **more}


def menu(type_: int = 2, **more: Any) -> Payload:
    return {"type": type_, "name": "Show Decks", **more}


def option(name: str = "title", type_: int = STRING, **more: Any) -> Payload:
    return {"type": type_, "name": name, "description": "Of what.", **more}


def sub(name: str = "find", *options: Payload, **more: Any) -> Payload:
    return option(name, SUB_COMMAND, options=list(options), **more)


def group(name: str = "list", *options: Payload, **more: Any) -> Payload:
    return option(name, GROUP, options=list(options), **more)


def choice(name: str = "Dark", value: object = "dark", **more: Any) -> Payload:
    return {"name": name, "value": value, **more}


def chosen(*choices: Payload, type_: int = STRING, **more: Any) -> Payload:
    return slash(option(type_=type_, choices=list(choices), **more))


def bounded(type_: int, **bounds: Any) -> Payload:
    return slash(option(type_=type_, **bounds))


def filed(*file_types: str) -> Payload:
    return slash(option(type_=ATTACHMENT, file_types=list(file_types)))


def called(*names: tuple[str, dict[str, str]]) -> Payload:
    return slash(*(option(name, name_localizations=localized) for name, localized in names))


def many(count: int) -> list[Payload]:
    return [option(f"o{number}") for number in range(count)]


def full(more: int) -> Payload:
    """A command whose texts have 8000 characters in their longest languages, and `more`."""
    choices = [choice(str(n), f"{n:02}" + "y" * 96, name_localizations={"de": "x" * 100, "fr": "x"}) for n in range(25)]
    options = [option("title", choices=choices), option("other", choices=choices[:15])]
    rest = 8000 - len("deck") - 2 * len("titleOf what.") - 40 * 198
    return slash(*options, description_localizations={"de": "x" * (rest + more), "ja": "カード"})


TOP, FIRST, SECOND = "", "$.options[0]", "$.options[1]"
INNER = "$.options[0].options[0]"
NAME = "Discord allows letters, digits, - _ and '."

REFUSED: dict[str, tuple[Payload, str, str]] = {
    # Names
    "no name": (slash(name=""), TOP, "command.name has 0 characters; Discord allows 1 to 32."),
    "a long name": (slash(name="x" * 33), TOP, "command.name has 33 characters; Discord allows 1 to 32."),
    "a capital": (slash(name="Deck"), TOP, "command.name 'Deck' has capitals; Discord wants 'deck'."),
    "a space": (slash(name="my deck"), TOP, f"command.name 'my deck' has ' '; {NAME}"),
    "a danda": (slash(name="कार्ड।"), TOP, f"command.name 'कार्ड।' has '।'; {NAME}"),
    "a baht": (slash(name="฿"), TOP, f"command.name '฿' has '฿'; {NAME}"),
    "a mark of no letter": (slash(name="a\u0300"), TOP, f"command.name 'a\u0300' has '\u0300'; {NAME}"),
    "an option's long name": (slash(option("x" * 33)), FIRST, "option.name has 33 characters; Discord allows 1 to 32."),
    "an option's capital": (
        slash(option("a"), option("B")),
        SECOND,
        "option.name 'B' has capitals; Discord wants 'b'.",
    ),
    "an option's dot": (slash(sub("find", option("a.b"))), INNER, f"option.name 'a.b' has '.'; {NAME}"),
    "a menu without a name": (menu(name=""), TOP, "command.name has 0 characters; Discord allows 1 to 32."),
    "a menu's long name": (menu(3, name="x" * 33), TOP, "command.name has 33 characters; Discord allows 1 to 32."),
    "a menu's blank name": (menu(name="  "), TOP, "command.name is blank"),
    # Descriptions
    "no description": (slash(description=""), TOP, "command.description has 0 characters; Discord allows 1 to 100."),
    "none told": ({"name": "deck"}, TOP, "command.description has 0 characters; Discord allows 1 to 100."),
    "a long description": (
        slash(description="x" * 101),
        TOP,
        "command.description has 101 characters; Discord allows 1 ",
    ),
    "a blank description": (slash(description=" \n"), TOP, "command.description is blank"),
    "an option's none": (slash(option(description="")), FIRST, "option.description has 0 characters"),
    "an option's long one": (slash(option(description="x" * 101)), FIRST, "option.description has 101 characters"),
    "an option's blank one": (slash(option(description=" ")), FIRST, "option.description is blank"),
    "a menu's description": (menu(description="Of what."), TOP, "command Show Decks may not have a description"),
    "a menu's localised one": (menu(3, description_localizations={"de": "Was."}), TOP, "may not have a description"),
    "a menu's options": (menu(options=[option()]), TOP, "command Show Decks may not have options"),
    "an entry point's options": (menu(4, options=[option()]), TOP, "command Show Decks may not have options"),
    "an entry point's long description": (
        menu(4, description="x" * 101),
        TOP,
        "command.description has 101 characters",
    ),
    # Languages
    "a language of no one": (
        slash(name_localizations={"xx": "a"}),
        TOP,
        "command.name_localizations has the locale 'xx'",
    ),
    "one not documented": (slash(description_localizations={"he": "a"}), TOP, "_localizations has the locale 'he'"),
    "an option's unknown one": (called(("a", {"en": "a"})), FIRST, "option.name_localizations has the locale 'en'"),
    "a choice's unknown one": (
        chosen(choice(name_localizations={"ar": "a"})),
        "$.options[0].choices[0]",
        "choice.name_localizations has the locale 'ar'; Discord allows bg, cs, da, ",
    ),
    "a capital in German": (
        slash(name_localizations={"de": "Deck"}),
        TOP,
        "command.name_localizations.de 'Deck' has ca",
    ),
    "a long German name": (slash(name_localizations={"de": "x" * 33}), TOP, "name_localizations.de has 33 characters"),
    "a menu's blank French name": (menu(name_localizations={"fr": " "}), TOP, "name_localizations.fr is blank"),
    "a long Thai description": (
        slash(description_localizations={"th": "ก" * 101}),
        TOP,
        "command.description_localizations.th has 101 characters; Discord allows 1 to 100.",
    ),
    "an option's space in Polish": (called(("a", {"pl": "a b"})), FIRST, "option.name_localizations.pl 'a b' has ' '"),
    "an option's empty description": (
        slash(option(description_localizations={"ja": ""})),
        FIRST,
        "option.description_localizations.ja has 0 characters; Discord allows 1 to 100.",
    ),
    "a choice's long Czech name": (
        chosen(choice(name_localizations={"cs": "x" * 101})),
        "$.options[0].choices[0]",
        "choice.name_localizations.cs has 101 characters; Discord allows 1 to 100.",
    ),
    "one German name for two": (
        called(("a", {"de": "x"}), ("b", {"de": "x"})),
        TOP,
        "command deck has two options called x in de: a and b.",
    ),
    "another's default name": (
        called(("a", {}), ("b", {"de": "a"})),
        TOP,
        "command deck has the option b called a in de, as another one is.",
    ),
    "a later one's default name": (called(("a", {"fr": "b"}), ("b", {})), TOP, "the option a called b in fr"),
    "the same within a sub-command": (
        slash(sub("find", option("a", name_localizations={"de": "b"}), option("b"))),
        FIRST,
        "option find has the option a called b in de, as another one is.",
    ),
    # Options
    "many options": (slash(*many(26)), TOP, "command deck: options has 26 members; Discord allows at most 25."),
    "many in a sub-command": (slash(sub("find", *many(26))), FIRST, "option find: options has 26 members"),
    "two of a name": (slash(option("a"), option("a", ROLE)), TOP, "command deck has two options called a."),
    "two sub-commands of a name": (slash(sub("a"), sub("a")), TOP, "command deck has two options called a."),
    "required after optional": (
        slash(option("a"), option("b", required=True)),
        TOP,
        "command deck has the required option b after the optional a.",
    ),
    "a mixture": (slash(sub(), option()), TOP, "command deck mixes sub-commands and options"),
    "a group beside an option": (
        slash(option(), group("a", sub())),
        TOP,
        "command deck mixes sub-commands and options",
    ),
    "options in an option": (slash(option(options=[option("a")])), FIRST, "option title may not have options"),
    "a group in a group": (
        slash(group("a", group("b", sub()))),
        FIRST,
        "group a holds b; Discord allows only sub-co",
    ),
    "an option in a group": (
        slash(group("a", option("b"))),
        FIRST,
        "group a holds b; Discord allows only sub-commands in one",
    ),
    "an empty group": (slash(group("a")), FIRST, "group a holds no sub-command; Discord allows 1 to 25."),
    "a sub-command in one": (slash(sub("a", sub("b"))), FIRST, "sub-command a holds b"),
    "a group in a sub-command": (slash(sub("a", group("b", sub()))), FIRST, "sub-command a holds b"),
    "too deep": (slash(group("a", sub("b", sub("c")))), INNER, "sub-command b holds c"),
    "a required sub-command": (slash(sub("a", required=True)), FIRST, "option a may not be required"),
    "a required group": (slash(group("a", sub(), required=True)), FIRST, "option a may not be required"),
    "an unknown type": (slash(option(type_=12)), "$.options[0].type", "Invalid enum value 12"),
    # Choices and suggestions
    "many choices": (chosen(*[choice(str(n), str(n)) for n in range(26)]), FIRST, "option.choices has 26 members"),
    "no choice's name": (chosen(choice("")), "$.options[0].choices[0]", "choice.name has 0 characters"),
    "a choice's long name": (chosen(choice("x" * 101)), "$.options[0].choices[0]", "choice.name has 101 characters"),
    "a choice's blank name": (chosen(choice(" ")), "$.options[0].choices[0]", "choice.name is blank"),
    "a choice's long value": (chosen(choice("a", "x" * 101)), "$.options[0].choices[0]", "choice.value has 101 char"),
    "choices of a person": (chosen(choice(), type_=USER), FIRST, "may have neither choices nor autocomplete"),
    "a suggested channel": (slash(option(type_=CHANNEL, autocomplete=True)), FIRST, "neither choices nor autocomplete"),
    "a number among texts": (chosen(choice("a", 1)), FIRST, "option title has the choice 1, which is not of its type."),
    "a text among numbers": (chosen(choice("a", "1"), type_=NUMBER), FIRST, "has the choice '1', which is not of its"),
    "a half among integers": (chosen(choice("a", 0.5), type_=INTEGER), FIRST, "has the choice 0.5, which is not of"),
    "a yes among integers": (chosen(choice("a", True), type_=INTEGER), "$.options[0].choices[0].value", "got `bool`"),
    "a great integer": (
        chosen(choice("a", 2**53), type_=INTEGER),
        FIRST,
        "outside -9007199254740991 to 9007199254740991.",
    ),
    "a small integer": (
        chosen(choice("a", -(2**53)), type_=INTEGER),
        FIRST,
        "has the choice -9007199254740992, which is",
    ),
    "a great number": (
        chosen(choice("a", 1e16), type_=NUMBER),
        f"{FIRST}.choices[0]",
        "numbers of -9007199254740992 to 9007199254740992.",
    ),
    "an endless number": (chosen(choice("a", float("-inf")), type_=NUMBER), f"{FIRST}.choices[0]", "value is -inf;"),
    "no number": (chosen(choice("a", float("nan")), type_=NUMBER), f"{FIRST}.choices[0]", "choice.value is nan;"),
    "two choices of a name": (chosen(choice("a", "b"), choice("a", "c")), FIRST, "has two choices of one name"),
    "two choices of a value": (
        chosen(choice("a"), choice("b")),
        FIRST,
        "option title has two choices of the value 'dark'",
    ),
    "one written in two ways": (chosen(choice("a", 1), choice("b", 1.0), type_=NUMBER), FIRST, "of the value 1;"),
    "chosen and suggested": (chosen(choice(), autocomplete=True), FIRST, "has both choices and autocomplete"),
    # Bounds
    "a role's least value": (bounded(ROLE, min_value=1), FIRST, "option title may not have a min_value or max_value"),
    "a number's length": (bounded(NUMBER, max_length=1), FIRST, "option title may not have a min_length or max_length"),
    "a length below nothing": (bounded(STRING, min_length=-1), FIRST, "has a length bound outside 0 to 6000."),
    "a length above all": (bounded(STRING, max_length=6001), FIRST, "has a length bound outside 0 to 6000."),
    "no length at all": (bounded(STRING, max_length=0), FIRST, "has max_length 0; Discord allows 1 to 6000."),
    "lengths turned round": (
        bounded(STRING, min_length=3, max_length=2),
        FIRST,
        "has min_length 3 above max_length 2.",
    ),
    "values turned round": (bounded(NUMBER, min_value=1, max_value=0.5), FIRST, "has min_value 1 above max_value 0.5."),
    "an integer's great bound": (
        bounded(INTEGER, max_value=2**53),
        FIRST,
        "has a value bound outside -900719925474099",
    ),
    "an integer's half bound": (
        bounded(INTEGER, min_value=0.5),
        FIRST,
        "a value bound with a point; Discord allows whole",
    ),
    "a number's great bound": (
        bounded(NUMBER, min_value=-1e16),
        FIRST,
        "has a value bound outside -9007199254740992 to",
    ),
    # Channels and files
    "a text's channel types": (slash(option(channel_types=[0])), FIRST, "option title may not have channel_types"),
    "a channel type twice": (
        slash(option(type_=CHANNEL, channel_types=[0, 2, 0])),
        FIRST,
        "channel_types has '0' twice",
    ),
    "no channel type": (
        slash(option(type_=CHANNEL, channel_types=[6])),
        FIRST,
        "option.channel_types has 6; Discord all",
    ),
    "a text's file types": (slash(option(file_types=["image"])), FIRST, "option title may not have file_types"),
    "many file types": (
        filed(*[f".{n}" for n in range(11)]),
        FIRST,
        "option.file_types has 11 members; Discord allows at",
    ),
    "an empty file type": (
        filed("image", ""),
        FIRST,
        "option.file_types: entry has 0 characters; Discord allows 1 to 16.",
    ),
    "a long file type": (filed("." + "x" * 16), FIRST, "option.file_types: entry has 17 characters; Discord allows 1 "),
    "a file type of no kind": (
        filed("text"),
        FIRST,
        "option.file_types has 'text'; Discord allows image, video, audio",
    ),
    "an extension of nothing": (filed("."), FIRST, "option.file_types has '.'; Discord allows image, video, audio and"),
    "a file type twice": (filed(".png", "image", ".png"), FIRST, "option.file_types has '.png' twice"),
    # The whole
    "8001 characters": (full(1), TOP, "command deck has 8001 characters in all; Discord allows 8000."),
    "no contexts": (slash(contexts=[]), TOP, "command.contexts has 0 members; Discord allows 1 to 3."),
    "a context twice": (slash(contexts=[0, 0]), TOP, "command.contexts has '0' twice"),
    "an unknown context": (slash(contexts=[3]), "$.contexts[0]", "Invalid enum value 3"),
    "no installs": (
        slash(integration_types=[]),
        TOP,
        "command.integration_types has 0 members; Discord allows 1 to 2.",
    ),
    "an install twice": (
        slash(integration_types=[1, 1]),
        TOP,
        "command.integration_types has '1' twice",
    ),
    "private for servers": (slash(contexts=[0, 2], integration_types=[0]), TOP, "PRIVATE_CHANNEL without USER_INSTALL"),
    "private for nobody said": (slash(contexts=[2]), TOP, "PRIVATE_CHANNEL without USER_INSTALL in integration_types."),
    "permissions in words": (
        slash(default_member_permissions="BAN"),
        TOP,
        "default_member_permissions is 'BAN'; Discord",
    ),
    "permissions below nothing": (slash(default_member_permissions="-1"), TOP, "default_member_permissions is '-1'"),
    "no permissions' text": (slash(default_member_permissions=""), TOP, "command.default_member_permissions is ''"),
    "permissions beyond all": (
        slash(default_member_permissions=str(2**54)),
        TOP,
        "of 0 to 18014398509481983, written in",
    ),
    "a book of permissions": (slash(default_member_permissions="9" * 9000), TOP, "default_member_permissions is '999"),
    "Thai permissions": (slash(default_member_permissions="๑"), TOP, "command.default_member_permissions is '๑'"),
    "a handler of a slash command": (
        slash(handler=1),
        TOP,
        "command deck may not have a handler: it is no entry point.",
    ),
    "an unknown handler": (menu(4, handler=3), TOP, "command.handler is 3; Discord allows 1 or 2."),
    "an unknown type of command": (slash(type=5), "$.type", "Invalid enum value 5"),
}


@pytest.mark.parametrize(("payload", "path", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_discord_would_refuse_is_refused_with_its_place_and_its_reason(
    payload: Payload, path: str, reason: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        convert(payload, type=ApplicationCommand)
    told, _, place = str(refused.value).partition(" - at ")
    assert place.strip("`") == path
    assert reason in told


EVERY_TYPE = [
    option("name", STRING, required=True, min_length=0, max_length=6000, autocomplete=True),
    option("attribute", STRING, choices=[choice("Dark"), choice("None", "", name_localizations={"de": "Keines"})]),
    option("level", INTEGER, min_value=1, max_value=12),
    option("stars", INTEGER, choices=[choice("None", 0), choice("All", 2**53 - 1), choice("Fewer", 1 - 2**53)]),
    option("public", BOOLEAN),
    option("owner", USER),
    option("where", CHANNEL, channel_types=[0, 5, 11, 15]),
    option("role", ROLE),
    option("whom", MENTIONABLE),
    option("weight", NUMBER, min_value=-(2**53), max_value=0.5),
    option("ratio", NUMBER, choices=[choice("Half", 0.5), choice("All", 1), choice("Most", 2**53)]),
    option("file", ATTACHMENT, file_types=["image", ".ydk", ".tar.gz", "." + "x" * 15]),
]
LOCALIZED = slash(
    option("title", name_localizations={"de": "titel", "th": "ชื่อ", "en-US": "title"}),
    option("owner", USER, name_localizations={"de": "wem", "fr": "titel"}),
    name_localizations={"de": "kartenstapel", "hi": "कार्ड", "ja": "デッキ", "ru": "колода"},
    description_localizations=dict.fromkeys(LOCALES, "x" * 100),
)
TREE = slash(sub("find", option(required=True), option("b")), group("list", sub("all"), sub("mine", *EVERY_TYPE)))
EVERYWHERE = slash(contexts=[0, 1, 2], integration_types=[0, 1], default_member_permissions="0", nsfw=True)

ACCEPTED: dict[str, Payload] = {
    "the least": {"name": "deck", "description": "."},
    "a type told": slash(type=1),
    "every type of option": slash(*EVERY_TYPE),
    "sub-commands and groups": TREE,
    "25 of everything": slash(*[group(f"g{n}", *[sub(f"s{m}") for m in range(25)]) for n in range(25)]),
    "languages": LOCALIZED,
    "one name in two languages": called(("a", {"de": "x", "fr": "y"}), ("b", {"de": "y", "fr": "x"})),
    "everywhere": EVERYWHERE,
    "in private, for people": slash(contexts=[2], integration_types=[1]),
    "all permissions": slash(default_member_permissions=str(2**54 - 1)),
    "a person's menu": menu(2, name="Zeig alle Karten!", name_localizations={"fr": "Voir ses cartes"}, contexts=[0]),
    "a message's menu": menu(3, description="", description_localizations={}, options=[]),
    "an entry point": menu(4, handler=2, description="Duel.", description_localizations={"de": "Duelle."}),
    "an entry point of no words": menu(4, handler=1),
    "what Discord leaves empty": slash(name_localizations=None, contexts=None, default_member_permissions=None),
    "8000 characters": full(0),
}


@pytest.mark.parametrize("payload", ACCEPTED.values(), ids=ACCEPTED)
def test_what_discord_takes_is_built_and_told_again(payload: Payload, spec: Check | None) -> None:
    built = convert(payload, type=ApplicationCommand)
    told = json.encode(built)
    assert json.decode(told, type=ApplicationCommand) == built
    if spec is not None:
        spec("command", told)
