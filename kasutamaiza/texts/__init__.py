"""What we say, in the reader's language."""

from kasutamaiza.texts.catalogue import ENGLISH, Catalogues, localizations, speak
from kasutamaiza.texts.say import NameOf, Say, later

__all__ = [
    "ENGLISH",
    "Catalogues",
    "NameOf",
    "Say",
    "later",
    "localizations",
    "speak",
]
