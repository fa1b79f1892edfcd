"""Say: our texts in one language, with the facts filled in after they are translated."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from gettext import NullTranslations

NameOf: TypeAlias = Literal["command", "option", "choice"]
"""What a name is of. The same word may be translated otherwise as a command's name than as an option's."""


def later(text: str) -> str:
    """Mark a text that is said elsewhere, as `say(KINDS[kind])`, so that scripts/texts.py finds it."""
    return text


class Say:
    """Says texts in the language `locale`; made by `speak`. Without a catalogue it says them in English, as written.

    A text is English and what a catalogue knows it by, so it is written out where it is said: no f-string, no sum.
    A text without facts is said as it is and may hold braces; one with facts is filled in by `str.format`.
    """

    __slots__ = ("_catalogue", "locale")

    def __init__(self, locale: str, catalogue: "NullTranslations | None" = None) -> None:
        self.locale = locale
        self._catalogue = catalogue

    def __call__(self, text: str, /, **facts: object) -> str:
        """`say("Page {page} of {pages}", page=1, pages=2)`."""
        # A catalogue knows its own header by the empty text.
        if self._catalogue is None or not text:
            return text.format(**facts) if facts else text
        return _filled(self._catalogue.gettext(text), text, facts)

    def many(self, one: str, several: str, count: int, /, **facts: object) -> str:
        """`say.many("{count} command", "{count} commands", 3)`: the form that the language has for that count."""
        facts["count"] = count
        text = one if count == 1 else several
        if self._catalogue is None:
            return text.format(**facts)
        return _filled(self._catalogue.ngettext(one, several, count), text, facts)

    def name(self, name: str, *, context: NameOf) -> str:
        """A command's, an option's or a choice's name as Discord shows it to the reader."""
        return name if self._catalogue is None or not name else self._catalogue.pgettext(context, name)


def _filled(translated: str, text: str, facts: Mapping[str, object]) -> str:
    if not facts:
        return translated
    try:
        return translated.format(**facts)
    except (LookupError, ValueError, AttributeError, TypeError):
        # A slip in a translation costs its reader the language, not the answer.
        return text.format(**facts)
