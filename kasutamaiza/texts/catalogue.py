"""Which languages there are, and which of them somebody is answered in."""

from functools import cached_property
from typing import TYPE_CHECKING

from kasutamaiza.texts.say import NameOf, Say

if TYPE_CHECKING:
    from gettext import GNUTranslations
    from pathlib import Path

DOMAIN = "kasutamaiza"

ENGLISH = Say("en-US")
"""What our texts are written in: it needs no catalogue."""

_INSTEAD = {"en-GB": "en-US", "es-419": "es-ES"}
"""Where Discord looks next for what a language lacks.

Source: https://docs.discord.com/developers/reference#locales
"""


class Catalogues:
    """GNU gettext catalogues below `home`, as `ja/LC_MESSAGES/kasutamaiza.mo`: a folder is called as Discord calls
    the language. Each is read when it is first needed; one that cannot be read is as good as none.
    """

    def __init__(self, home: "Path | None" = None) -> None:
        self._home = home
        self._spoken = {ENGLISH.locale: ENGLISH}
        self._read: dict[str, GNUTranslations | None] = {}

    @cached_property
    def locales(self) -> list[str]:
        """The languages besides English."""
        return sorted(file.parts[-3] for file in self.home.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))

    @cached_property
    def home(self) -> "Path":
        from pathlib import Path

        return self._home or Path(__file__).parent

    def speak(self, locale: str) -> Say:
        """What speaks the reader's language; else what Discord shows them instead; else English."""
        if (say := self._spoken.get(locale)) is not None:
            return say
        if locale in self.locales:
            catalogue = self._catalogue(locale)
            say = ENGLISH if catalogue is None else Say(locale, catalogue)
        else:
            say = self.speak(_INSTEAD.get(locale, ENGLISH.locale))
        # Twice as many as Discord has: beyond, it is no language of Discord's, and there is no end to these.
        if len(self._spoken) < 64:
            self._spoken[locale] = say
        return say

    def localizations(self, text: str, *, context: NameOf | None = None) -> dict[str, str] | None:
        """`text`, a description or the name of something, in each language that has it; None when none has.

        Source: https://docs.discord.com/developers/interactions/application-commands#localization
        """
        found: dict[str, str] = {}
        for locale in self.locales:
            catalogue = self._catalogue(locale)
            if catalogue is not None and text:
                found[locale] = catalogue.pgettext(context, text) if context else catalogue.gettext(text)
        # Discord forgets what is the same as the default, so that it would look changed each time.
        return {locale: said for locale, said in found.items() if said != text} or None

    def _catalogue(self, locale: str) -> "GNUTranslations | None":
        if locale not in self._read:
            self._read[locale] = _read(self.home / locale / "LC_MESSAGES" / f"{DOMAIN}.mo")
        return self._read[locale]


def _read(file: "Path") -> "GNUTranslations | None":
    # Imported late, as loguru below: who speaks English needs neither.
    from gettext import GNUTranslations

    try:
        with file.open("rb") as opened:
            return GNUTranslations(opened)
    except Exception as error:  # noqa: BLE001  (whatever a broken file makes gettext do, English is left to us)
        from loguru import logger

        logger.error("The catalogue {} cannot be read, English is spoken instead: {}", file, error)
        return None


_ours = Catalogues()
speak = _ours.speak
localizations = _ours.localizations
