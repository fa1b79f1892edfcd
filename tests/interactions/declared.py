"""Declarations as a file in commands/ would hold them: right ones, and wrong ones with what is wrong with them."""

HEAD = """
from enum import StrEnum
from typing import Annotated
from kasutamaiza.interactions import *
from kasutamaiza.interactions import Choice, CustomId, Group, Option, Reply, Update, command, on_component
from kasutamaiza.ui import Message, Modal
"""


def a_command(parameters: str = "", *, name: str = "x", doc: str = '"""Do."""', returns: str = "-> Reply") -> str:
    return f"""
@command()
async def {name}({parameters}) {returns}:
    {doc}
    return Reply(Message(content="x"))
"""


MUCH_TEXT = """
MANY = [Choice(f"{number}" + "x" * 98, f"{number}" + "x" * 98) for number in range(10, 20)]
@command()
async def x(
    a: Annotated[str, Option("A.", choices=MANY)],
    b: Annotated[str, Option("B.", choices=MANY)],
    c: Annotated[str, Option("C.", choices=MANY)],
    d: Annotated[str, Option("D.", choices=MANY)],
) -> Reply:
    "Say much."
"""

A = 'Annotated[{}, Option("Say."{})]'
RECORD = 'class A(CustomId, tag="a", frozen=True): pass\n'
WRONG = {
    "no docstring": (a_command(doc="pass"), "has no docstring"),
    "no return": (a_command(returns=""), "must say what it returns: -> Reply"),
    "another return": (a_command(returns="-> str"), "must say what it returns: -> Reply"),
    "not async": ('@command()\ndef x() -> Reply:\n    """Do."""\n', "must be async def"),
    "a name with capitals": (a_command(name="Card"), "Discord wants 'card'"),
    "a name too long": (a_command(name="x" * 33), "has 33 characters; Discord allows 1 to 32"),
    "a description too long": (a_command(doc=f'"""{"x" * 101}"""'), "has 101 characters; Discord allows 1 to 100"),
    "a plain option": (a_command("name: str"), 'name is no option; write name: Annotated[…, Option("…")]'),
    "an option without a type": (a_command("name"), "name"),
    "an annotation of something else": (a_command('name: Annotated[str, "said"]'), "name is no option"),
    "a type that no option has": (a_command("x: " + A.format("bytes", "")), "x is of a type that no option has: bytes"),
    "a list": (a_command("x: " + A.format("list[str]", "")), "x is of a type that no option has"),
    "None without a default": (a_command("x: " + A.format("str | None", "")), "x may be None but has no default"),
    "required after optional": (
        a_command("x: " + A.format("str", "") + ' = "", y: ' + A.format("str", "") + ' = ""').replace(' = "")', ")"),
        "non-default argument",
    ),
    "26 options": (
        a_command(", ".join(f"o{n}: {A.format('str', '')}" for n in range(26))),
        "has 26 members; Discord allows at most 25",
    ),
    "26 choices": (
        a_command("x: " + A.format("str", ", choices=[Choice(str(n), str(n)) for n in range(26)]")),
        "has 26 members; Discord allows at most 25",
    ),
    "two options with one name": (
        a_command("x: " + A.format("str", "") + ", y: " + A.format("str", ', name="x"')),
        "has two options called x",
    ),
    "choices for a yes or no": (
        a_command("x: " + A.format("bool", ', choices=[Choice("a", "a")]')),
        "may have neither choices nor autocomplete",
    ),
    "a length for a number": (a_command("x: " + A.format("int", ", max_length=3")), "may not have a min_length"),
    "a value for a text": (a_command("x: " + A.format("str", ", max_value=3")), "may not have a min_value"),
    "bounds the wrong way round": (
        a_command("x: " + A.format("int", ", min_value=3, max_value=2")),
        "has min_value 3 above max_value 2",
    ),
    "a bound beyond Discord's": (a_command("x: " + A.format("str", ", max_length=6001")), "outside 0 to 6000"),
    "no length at all": (a_command("x: " + A.format("str", ", max_length=0")), "has max_length 0"),
    "an autocomplete that is no such function": (
        "async def suggest() -> list[Choice]: return []\n"
        + a_command("x: " + A.format("str", ", autocomplete=suggest")),
        "its autocomplete must be async def f(typed: str, *, …) -> list[Choice]",
    ),
    "arguments by the dozen": (a_command("*all: str"), "is no parameter that a handler may have"),
    "a name that nobody knows": (a_command("x: Annotated[Unknown, Option('x')]"), "Unknown"),
    "a service that nobody provides": (
        a_command("*, catalogue: Directory, other: Path").replace("@", "from pathlib import Path\n@"),
        "nobody provides Path",
    ),
    "a group too deep": (
        """
        a = Group("a", "A.").group("b", "B.").group("c", "C.")
        @a.command()
        async def x() -> Reply:
            "Do."
        """,
        "lies too deep",
    ),
    "a command that holds others": (
        """
        a = Group("a", "A.")
        @a.command()
        async def x() -> Reply:
            "Do."
        @command()
        async def a() -> Reply:
            "Do."
        """,
        "/a is a command too; one that holds others cannot be used itself",
    ),
    "a group with a name that is none": (
        """
        deck = Group("card deck", "Decks.")
        @deck.command()
        async def x() -> Reply:
            "Do."
        """,
        "group.name 'card deck' has ' '",
    ),
    "one group twice, otherwise": (
        """
        one, two = Group("card", "Cards."), Group("card", "Others.")
        @one.command()
        async def x() -> Reply:
            "Do."
        @two.command()
        async def y() -> Reply:
            "Do."
        """,
        "the group /card is declared otherwise elsewhere",
    ),
    "more commands than Discord takes": (
        "\n".join(a_command(name=f"x{number}") for number in range(101)),
        "Discord allows at most 100",
    ),
    "a suggestion with a name that nobody knows": (
        "async def suggest(typed: 'Unknown') -> list[Choice]: return []\n"
        + a_command("x: " + A.format("str", ", autocomplete=suggest")),
        "name 'Unknown' is not defined",
    ),
    "an option on the wrong side of the star": (
        a_command("*, x: " + A.format("str", ", choices=[Choice('a', 'a')]")),
        "x stands after the star; an option stands before it",
    ),
    "a command twice": (
        a_command() + a_command().replace("x(", "x_("),
        "the command /x is declared by",
    ),
    "too much text": (
        MUCH_TEXT,
        "characters in all; Discord allows 8000",
    ),
    "a button without a record": (
        "@on_component\nasync def press(custom_id: str) -> Update: ...",
        "must take the component's record first",
    ),
    "a button with a record too many": (
        'class A(CustomId, tag="a", frozen=True): pass\n@on_component\nasync def press(a: A, b: A) -> Update: ...',
        "b is of a type that no field has: A",
    ),
    "a select that takes more than its values": (
        RECORD + "@on_component\nasync def press(a: A, values: list[str], more: str) -> Update: ...",
        "takes more than its record and a select's values before the star",
    ),
    "a button without an answer": (
        'class A(CustomId, tag="a", frozen=True): pass\n@on_component\nasync def press(a: A) -> None: ...',
        "must say what it returns: -> Update, -> Reply or -> Modal",
    ),
    "a form without a record": (
        "@on_modal\nasync def sent(name: str) -> Reply: ...",
        "must take the form's record first",
    ),
    "a form answered with a form": (
        RECORD + "@on_modal\nasync def sent(a: A) -> Reply | Modal: ...",
        "answers a form with a form, which Discord refuses",
    ),
    "a form without an answer": (
        RECORD + "@on_modal\nasync def sent(a: A) -> None: ...",
        "must say what it returns: -> Reply or -> Update",
    ),
    "a form with a field of no type": (
        RECORD + "@on_modal\nasync def sent(a: A, name: bytes) -> Reply: ...",
        "name is of a type that no field has: bytes",
    ),
    "two handlers of one form": (
        RECORD + "@on_modal\nasync def one(a: A) -> Reply: ...\n" + "@on_modal\nasync def two(a: A) -> Reply: ...",
        "the form's tag a is declared by",
    ),
    "a form and a button with one tag for two records": (
        RECORD
        + 'class B(CustomId, tag="a", frozen=True): pass\n'
        + "@on_component\nasync def one(a: A) -> Update: ...\n"
        + "@on_modal\nasync def two(b: B) -> Reply: ...",
        "the tag a is another record's already",
    ),
    "a user command without a person": (
        '@user_command()\nasync def who(name: str) -> Reply:\n    "Who?"',
        "must take the person before the star",
    ),
    "a message command without a message": (
        '@message_command()\nasync def what(person: User) -> Reply:\n    "What?"',
        "must take the message before the star",
    ),
    "a user command with a name too long": (
        f'@user_command(name="{"x" * 33}")\nasync def who(person: User) -> Reply:\n    "Who?"',
        "has 33 characters; Discord allows 1 to 32",
    ),
    "two user commands of one name": (
        """
        @user_command()
        async def who(person: User) -> Reply:
            "Who?"
        @user_command(name="Who")
        async def whom(person: User) -> Reply:
            "Who?"
        """,
        "the menu command user Who is declared by",
    ),
    "sixteen message commands": (
        "\n".join(
            f'@message_command()\nasync def what{number}(message: SentMessage) -> Reply:\n    "What?"'
            for number in range(16)
        ),
        "commands has 16 of the type MESSAGE; Discord allows at most 15",
    ),
    "an update of a command": (a_command(returns="-> Update"), "must say what it returns: -> Reply or -> Modal"),
    "a message that a command is not pressed on": (
        a_command("*, message: SentMessage"),
        "nobody provides SentMessage",
    ),
    "an event that there is not": (
        "@on_event\nasync def heard(event: str) -> None: ...",
        "must take the event before the star",
    ),
    "an event that is answered": (
        "@on_event\nasync def heard(event: ApplicationAuthorized) -> Reply: ...",
        "must say that it returns nothing: -> None",
    ),
    "an event that asks for an invoker": (
        "@on_event\nasync def heard(event: ApplicationAuthorized, *, invoker: Invoker) -> None: ...",
        "nobody provides Invoker",
    ),
    "a permission where there is no server": (
        '@command(contexts=[Context.BOT_DM], requires=Permission.BAN_MEMBERS)\nasync def x() -> Reply:\n    "X."',
        "needs a server (for a permission, a GuildId or a Member), and its contexts leave servers out",
    ),
    "a person or a member": (
        a_command("x: " + A.format("User | Member", "")),
        "x is of a type that no option has",
    ),
    "a list of answers": (a_command(returns="-> list[Reply]"), "must say what it returns: -> Reply or -> Modal"),
    "two handlers of one name": (
        """
        card, deck = Group("card", "Cards."), Group("deck", "Decks.")
        @card.command()
        async def add() -> Reply:
            "Add a card."
        @deck.command()
        async def add() -> Reply:
            "Add a deck."
        """,
        "file.add: is defined in lines",
    ),
    "a private channel without user install": (
        '@command(contexts=[Context.PRIVATE_CHANNEL])\nasync def x() -> Reply:\n    "X."',
        "PRIVATE_CHANNEL without USER_INSTALL",
    ),
    "a cooldown that is a number": (
        '@command(cooldown=30)\nasync def x() -> Reply:\n    "X."',
        "cooldown is 30; it must be Cooldown",
    ),
    "a permission that is a word": (
        '@command(requires="MANAGE_GUILD")\nasync def x() -> Reply:\n    "X."',
        "file.x: requires is 'MANAGE_GUILD'; it must be Permission",
    ),
    "one context": (
        '@command(contexts=Context.GUILD)\nasync def x() -> Reply:\n    "X."',
        "it must be a list",
    ),
    "a form for whoever asked": (
        RECORD + "@on_modal(only_asker=True)\nasync def sent(a: A) -> Reply: ...",
        "only_asker is for @on_component",
    ),
    "a button with contexts": (
        RECORD + "@on_component(contexts=[Context.GUILD])\nasync def press(a: A) -> Update: ...",
        "contexts and nsfw are for commands",
    ),
    "contexts of a command in a group": (
        'a = Group("a", "A.")\n@a.command(contexts=[Context.GUILD])\nasync def x() -> Reply:\n    "X."',
        "contexts is said of the group a, not of a command in it",
    ),
    "a cooldown of no time": (
        '@command(cooldown=Cooldown(0))\nasync def x() -> Reply:\n    "X."',
        "cannot be imported: ValueError",
    ),
    "a record without a tag": (
        "class A(CustomId, frozen=True): pass\n@on_component\nasync def press(a: A) -> Update: ...",
        "A has no tag",
    ),
    "a record with what cannot be remembered": (
        """
        class A(CustomId, tag="a", frozen=True):
            size: float
        @on_component
        async def press(a: A) -> Update: ...
        """,
        "A.size cannot stand in a custom_id",
    ),
    "two records with one tag": (
        """
        class A(CustomId, tag="a", frozen=True): pass
        class B(CustomId, tag="a", frozen=True): pass
        @on_component
        async def one(a: A) -> Update: ...
        @on_component
        async def two(b: B) -> Update: ...
        """,
        "the tag a is declared by",
    ),
}
