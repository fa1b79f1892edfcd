"""Rules over a whole message: what its parts, its flags and its files allow one another."""

from typing import Any

from simulator.schema import embeds, flaws, layout
from simulator.schema.inspection import Inspection, Path, Rule
from simulator.schema.values import whole

EMPTY = (50006, "Cannot send an empty message")
_LEGACY = ("content", "embeds", "poll", "sticker_ids")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")


def checks(*, edit: bool) -> tuple[Rule, ...]:
    """The rules of a whole message, in the order in which Discord's answer would tell them."""
    files = _has_what_it_may_have if edit else _has_its_files
    whole_message = (_is_in_6000_characters, _is_of_one_kind, _is_laid_out, files)
    return whole_message if edit else (*whole_message, _is_not_empty)


def is_v2(message: dict[str, Any], found: Inspection) -> bool:
    """Whether it will have components of the second kind; the flag can be put on, and never taken off."""
    return found.was_v2 or bool((whole(message.get("flags")) or 0) & layout.V2)


def is_empty(message: object, uploads: int) -> bool:
    """Whether a new message would show nothing: that is not 50035 but 50006."""
    if not isinstance(message, dict):
        return False
    content, reference = message.get("content"), message.get("message_reference")
    if isinstance(content, str) and content.strip():
        return False
    forwards = isinstance(reference, dict) and whole(reference.get("type")) == 1
    others = ("embeds", "components", "sticker_ids", "poll", "shared_client_theme")
    return not (uploads or forwards or any(message.get(name) for name in others))


def _is_not_empty(message: dict[str, Any], at: Path, found: Inspection) -> None:
    if is_empty(message, len(found.uploads)):
        found.refuse(*EMPTY)


def _is_in_6000_characters(message: dict[str, Any], at: Path, found: Inspection) -> None:
    told = message.get("embeds")
    if told and found.silent((*at, "embeds")) and sum(map(embeds.size, told)) > embeds.TOTAL:
        found.wrong((*at, "embeds"), flaws.EMBEDS_TOO_LARGE)


def _is_of_one_kind(message: dict[str, Any], at: Path, found: Inspection) -> None:
    if not is_v2(message, found):
        return
    for field in _LEGACY:
        if message.get(field) and found.silent((*at, field)):
            found.wrong((*at, field), flaws.legacy(field))
    flags = whole(message.get("flags"))
    if found.was_v2 and flags is not None and not flags & layout.V2:
        found.odd((*at, "flags"), "IS_COMPONENTS_V2 cannot be taken off a message.")
    if found.has_legacy and not found.was_v2:
        left = [field for field in ("content", "embeds") if field not in message]
        if len(left) == 2:
            found.wrong((*at, "content"), flaws.legacy("content"))
        elif left:
            found.odd(at, f"{left[0]} is not emptied; Discord refuses this if the message has any.")


def _is_laid_out(message: dict[str, Any], at: Path, found: Inspection) -> None:
    components = message.get("components")
    here = (*at, "components")
    if not components or not found.silent(here):
        return
    placed = [*layout.walk(components, here)]
    if is_v2(message, found):
        layout.check_v2(placed, here, found)
    else:
        layout.check_classic(components, here, found)
    layout.check_unique(placed, found)


def _addresses(message: dict[str, Any], at: Path, found: Inspection) -> tuple[list[tuple[Path, str]], ...]:
    """Those of media in embeds, and those in components, where these are sound."""
    shown, here = message.get("embeds"), (*at, "embeds")
    in_embeds = (
        [((*here, number, *place), url) for number, embed in enumerate(shown) for place, url in embeds.pictures(embed)]
        if shown and found.silent(here)
        else []
    )
    components, there = message.get("components"), (*at, "components")
    if not components or not found.silent(there):
        return in_embeds, []
    return in_embeds, [*layout.media([*layout.walk(components, there)])]


def _has_its_files(message: dict[str, Any], at: Path, found: Inspection) -> None:
    """All files of a new message come with it."""
    attachments, here = message.get("attachments"), (*at, "attachments")
    if attachments and found.silent(here):
        for number, each in enumerate(attachments):
            if (whole(each["id"]) or 0) >= len(found.uploads):
                found.wrong((*here, number), flaws.ATTACHMENT_NOT_FOUND)
    names = layout.names_of(found.uploads, attachments)
    in_embeds, in_components = _addresses(message, at, found)
    for place, url in in_components:
        if not layout.is_there(url, names):
            found.wrong(place, flaws.MEDIA_NOT_FOUND)
    _warn_of_embeds(in_embeds, names, found)


def _has_what_it_may_have(message: dict[str, Any], at: Path, found: Inspection) -> None:
    """An edited message may show files that it has already, which its new body need not name."""
    names = layout.names_of(found.uploads, message.get("attachments"))
    in_embeds, in_components = _addresses(message, at, found)
    for place, url in in_components:
        if not layout.is_there(url, names):
            found.odd(place, "No file of this name is sent; Discord refuses this unless the message has one already.")
    _warn_of_embeds(in_embeds, names, found)


def _warn_of_embeds(addresses: list[tuple[Path, str]], names: frozenset[str], found: Inspection) -> None:
    for place, url in addresses:
        if not layout.is_there(url, names):
            found.odd(place, "No file of this name is sent; Discord shows the embed without it.")
        elif url.startswith("attachment:") and not url.lower().endswith(_PICTURES):
            found.odd(place, "Discord shows jpg, jpeg, png, webp and gif files in embeds, and no others.")
