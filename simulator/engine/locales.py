"""Which translation somebody reads."""

from collections.abc import Mapping

_NEXT_BEST = {"en-US": "en-GB", "en-GB": "en-US", "es-419": "es-ES"}
"""Source: https://docs.discord.com/developers/interactions/application-commands#localization"""


def text(translations: Mapping[str, str] | None, locale: str, default: str) -> str:
    if not translations:
        return default
    return translations.get(locale) or translations.get(_NEXT_BEST.get(locale, "")) or default
