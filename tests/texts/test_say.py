"""Texts in the reader's language, and in English when there is anything amiss with that."""

from pathlib import Path

import pytest
from loguru import logger

from kasutamaiza.errors import UserError
from kasutamaiza.texts import ENGLISH, Catalogues, localizations, speak

PLURALS = {
    "ja": "nplurals=1; plural=0;",
    "es-ES": "nplurals=2; plural=(n != 1);",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}


def write(home: Path, locale: str, texts: str) -> None:
    """A catalogue of `texts`, which are as in a .po file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    file = home / locale / "LC_MESSAGES" / "kasutamaiza.mo"
    file.parent.mkdir(parents=True)
    header = f"Plural-Forms: {PLURALS[locale]}\\nContent-Type: text/plain; charset=utf-8\\n"
    po = f'msgid ""\nmsgstr "{header}"\n\n{texts}'
    with file.open("wb") as opened:
        write_mo(opened, read_po(po.encode().splitlines(keepends=True), locale=locale.replace("-", "_")))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write(
        tmp_path,
        "es-ES",
        """
msgid "Pong!"
msgstr "¡Pong!"

msgid "Page {page} of {pages}"
msgstr "Página {page} de {pages}"

msgid "A {brace"
msgstr "Una {llave"

msgctxt "command"
msgid "file"
msgstr "archivo"

msgctxt "option"
msgid "file"
msgstr "fichero"

msgid "file"
msgstr "file"
""",
    )
    write(
        tmp_path,
        "pl",
        """
msgid "{count} command"
msgid_plural "{count} commands"
msgstr[0] "{count} polecenie"
msgstr[1] "{count} polecenia"
msgstr[2] "{count} poleceń"
""",
    )
    return tmp_path


@pytest.mark.parametrize(
    ("locale", "spoken"),
    [
        ("en-US", "en-US"),
        ("en-GB", "en-US"),
        ("ja", "ja"),
        ("es-ES", "en-US"),
        ("es-419", "en-US"),
        ("de", "en-US"),
        ("", "en-US"),
        ("../ja", "en-US"),
        ("JA", "en-US"),
    ],
)
def test_who_is_answered_in_which_language(locale: str, spoken: str) -> None:
    assert speak(locale).locale == spoken
    assert speak(locale) is speak(spoken)


def test_latin_america_is_spoken_to_as_spain_is_when_it_has_no_catalogue(home: Path) -> None:
    catalogues = Catalogues(home)
    assert catalogues.speak("es-419")("Pong!") == "¡Pong!"
    assert catalogues.speak("es-419") is catalogues.speak("es-ES")


def test_facts_are_filled_in_after_the_text_is_translated(home: Path) -> None:
    say = Catalogues(home).speak("es-ES")
    assert say("Page {page} of {pages}", page=1, pages="{2}") == "Página 1 de {2}"
    assert ENGLISH("Page {page} of {pages}", page=1, pages="{2}") == "Page 1 of {2}"


def test_a_text_without_facts_may_hold_braces(home: Path) -> None:
    assert ENGLISH("A {brace") == "A {brace"
    assert Catalogues(home).speak("es-ES")("A {brace") == "Una {llave"


def test_what_is_not_translated_is_said_in_english(home: Path) -> None:
    say = Catalogues(home).speak("es-ES")
    assert say("Unheard of, {name}", name="Mai") == "Unheard of, Mai"
    assert say.many("{count} card", "{count} cards", 1) == "1 card"
    assert say.many("{count} card", "{count} cards", 0) == "0 cards"
    assert say.name("unheard-of", context="option") == "unheard-of"


def test_nothing_is_nothing_in_every_language(home: Path) -> None:
    # To gettext the empty text is a catalogue's header.
    say = Catalogues(home).speak("es-ES")
    assert (say(""), say.name("", context="option"), ENGLISH("")) == ("", "", "")
    assert Catalogues(home).localizations("") is None


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 polecenie"), (2, "2 polecenia"), (5, "5 poleceń"), (12, "12 poleceń"), (22, "22 polecenia")],
)
def test_a_language_has_its_own_plurals(home: Path, count: int, said: str) -> None:
    assert Catalogues(home).speak("pl").many("{count} command", "{count} commands", count) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 of Mai's commands"), (1, "1 of Mai's command"), (2, "2 of Mai's commands")]
)
def test_english_has_two_numbers(count: int, said: str) -> None:
    assert ENGLISH.many("{count} of {who}'s command", "{count} of {who}'s commands", count, who="Mai") == said


@pytest.mark.parametrize("bad", ["{paje}", "{}", "{page", "{page.year}", "{page[0]}", "{page:%Y}", "{page!z}", "{0}"])
def test_a_translation_that_does_not_fit_is_left_for_english(tmp_path: Path, bad: str) -> None:
    texts = f'msgid "Page {{page}}"\nmsgstr "Página {bad}"\n\n'
    texts += f'msgid "{{count}} page"\nmsgid_plural "{{count}} pages"\nmsgstr[0] "{bad}"\nmsgstr[1] "{bad}"\n'
    write(tmp_path, "es-ES", texts)
    say = Catalogues(tmp_path).speak("es-ES")
    assert say("Page {page}", page=7) == "Page 7"
    assert say.many("{count} page", "{count} pages", 7) == "7 pages"


@pytest.mark.parametrize(
    "content", [b"", b"no catalogue at all", b"\xde\x12\x04\x95" + b"\xff" * 60, bytes.fromhex("de120495000000")]
)
def test_a_catalogue_that_cannot_be_read_is_left_for_english_and_reported(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "ja" / "LC_MESSAGES" / "kasutamaiza.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    catalogues = Catalogues(tmp_path)
    lines: list[str] = []
    sink = logger.add(lines.append, format="{message}")
    assert catalogues.speak("ja") is ENGLISH
    assert catalogues.speak("ja") is ENGLISH
    assert catalogues.localizations("Pong!") is None
    logger.remove(sink)
    assert [str(file) in line for line in lines] == [True]


def test_a_name_depends_on_what_it_is_of(home: Path) -> None:
    say = Catalogues(home).speak("es-ES")
    assert (say.name("file", context="command"), say.name("file", context="option")) == ("archivo", "fichero")
    assert ENGLISH.name("file", context="command") == "file"


def test_discord_is_told_what_differs_from_english(home: Path) -> None:
    catalogues = Catalogues(home)
    assert catalogues.localizations("file", context="command") == {"es-ES": "archivo"}
    assert catalogues.localizations("file", context="choice") is None
    assert catalogues.localizations("file") is None
    assert catalogues.localizations("Pong!") == {"es-ES": "¡Pong!"}


def test_our_own_commands_have_names_in_japanese() -> None:
    assert localizations("help", context="command") == {"ja": "ヘルプ"}
    assert localizations("See what I can do.") == {"ja": speak("ja")("See what I can do.")}
    assert localizations("ping", context="command") is None


def test_an_error_is_told_in_the_readers_language(home: Path) -> None:
    say = Catalogues(home).speak("es-ES")
    error = UserError("Page {page} of {pages}", page=1, pages=2)
    assert (error.sentence, str(error), error.told(say)) == ("Page 1 of 2", "Page 1 of 2", "Página 1 de 2")
    assert error.told(ENGLISH) == error.sentence


def test_an_error_without_facts_may_hold_braces() -> None:
    error = UserError("“{” is no number.")
    assert (error.sentence, error.told(ENGLISH)) == ("“{” is no number.", "“{” is no number.")


class Wordless(UserError):
    def __init__(self) -> None: ...


@pytest.mark.parametrize("error", [Wordless(), UserError("")])
def test_an_error_without_words_says_that_it_cannot_be(error: UserError) -> None:
    assert (error.sentence, error.told(ENGLISH)) == ("That cannot be done.", "That cannot be done.")
    assert error.told(speak("ja")) == "それはできません。"
