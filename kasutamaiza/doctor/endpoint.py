"""What the endpoint answers to what Discord did not sign, and what that proves.

Nobody but Discord can sign as Discord. But a refusal of ours tells what of the request arrived, and by which keys and
clock it was judged (`x-refused`, interactions/transport.py): when that is right, Discord's own signature will do.
"""

import secrets
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from msgspec import DecodeError, Struct, json

from kasutamaiza.doctor.address import PATH, Address, shown
from kasutamaiza.doctor.finding import Finding, ok, skipped, warning, wrong
from kasutamaiza.doctor.knock import PATIENCE, Answer, Silence, knock
from kasutamaiza.interactions.transport import UNSIGNED

if TYPE_CHECKING:
    from httpx import AsyncClient
    from nacl.signing import SigningKey

SLOW = 1.5
"""Seconds after which an answer to nearly nothing is worth a warning: Discord waits for 3."""

REFUSED = "x-refused"

# A PING, in bytes that whoever reads and writes JSON anew would change.
ODD = b'{ "type" :1,\t"odd":"\\u30ab\\/ \xe3\x82\xb9", "n":1.0e0 , "a":[ ]}\r\n'

JSON = {"content-type": "application/json"}


class Refused(Struct, frozen=True):
    """What our refusal says: why, the digest of the body that arrived, the keys' beginnings, and the clock there."""

    why: str
    body: str
    keys: tuple[str, ...]
    at: float


class Knocks(Struct, frozen=True):
    """The answers to a request without a signature, and to one with a forged signature."""

    unsigned: Answer | Silence
    forged: Answer | Silence


async def knocks(http: "AsyncClient", address: Address, clock: Callable[[], float]) -> Knocks:
    unsigned = await knock(http, "POST", address.url, body=ODD, headers=JSON, clock=clock)
    if isinstance(unsigned, Silence):
        return Knocks(unsigned, unsigned)
    forgery = {"x-signature-ed25519": secrets.token_hex(64), "x-signature-timestamp": f"{clock():.0f}"}
    return Knocks(unsigned, await knock(http, "POST", address.url, body=ODD, headers=JSON | forgery, clock=clock))


def refused(answer: Answer | Silence) -> Refused | None:
    """What a refusal of ours says; None when it is none, or says nothing."""
    if isinstance(answer, Silence) or answer.status != 401:
        return None
    why, *told = (part.strip() for part in answer.headers.get(REFUSED, "").split(";"))
    said = dict(part.partition("=")[::2] for part in told)
    if not {"body", "keys", "at"} <= said.keys() or not said["at"].isdecimal():
        return None
    return Refused(why, said["body"], tuple(said["keys"].split("+")), float(said["at"]))


def reached(address: Address, answer: Answer | Silence) -> Finding:
    """Whether what stands at the address takes what Discord posts there."""
    step = "endpoint"
    if isinstance(answer, Silence):
        return wrong(step, answer.said, answer.mend)
    if not address.is_secure and not address.is_local:
        return wrong(
            step,
            f"{address} is not https, and Discord posts nowhere else.",
            "Let what stands before the bot speak TLS, and ask about the address that starts with https://",
        )
    found = _astray(address, answer)
    if found is not None:
        return wrong(step, *found)
    if answer.seconds > SLOW:
        return warning(
            step,
            f"{address} took {answer.seconds:.1f} seconds to answer, of the {PATIENCE:.0f} that Discord waits.",
            "Ask once more: if it was only asleep, keep one machine running; otherwise look what keeps it busy.",
        )
    return ok(step, f"{address} answers in {answer.seconds * 1000:.0f} ms.")


def _astray(address: Address, answer: Answer) -> tuple[str, str] | None:
    """What is so and what mends it, when it is not the bot that answers, or not at all."""
    status, server = answer.status, answer.server
    if 300 <= status < 400:
        to = shown(answer.headers.get("location", "nowhere"))
        return (
            f"{address} redirects to {to} (HTTP {status}), and Discord does not follow.",
            "Give Discord the address where the bot itself answers; for a login page, let this path through without.",
        )
    if status in (404, 405, 410, 501):
        ending = "" if address.base is not None else f": the bot's path is {PATH}"
        return (
            f"What answers at {address}{server} takes no interactions: HTTP {status}.",
            f"Look at the path, and whether this host leads to the bot and not to another service{ending}.",
        )
    if status == 429 or (status == 403 and answer.type == "text/html") or "cf-mitigated" in answer.headers:
        return (
            f"What stands before the bot{server} keeps strangers out: HTTP {status}.",
            f"Let POST {PATH} pass its firewall, bot check and rate limit: Discord solves no riddles.",
        )
    if status >= 500:
        return (
            f"What stands before the bot{server} answers in its place: HTTP {status}."
            if answer.type == "text/html" or status in (502, 503, 504)
            else f"{address}{server} fails with HTTP {status}.",
            "Look whether the bot runs, at the port that is forwarded to it (PORT), and what its log says.",
        )
    return None


def signatures(found: Knocks) -> Finding:
    """Whether what Discord did not sign is refused, and by the bot: Discord takes an endpoint away that does not."""
    step = "signatures"
    for answer, what in ((found.unsigned, "without a signature"), (found.forged, "with a forged signature")):
        if isinstance(answer, Silence):
            return wrong(step, f"To a request {what}, no answer came: {answer.said}", answer.mend)
        if answer.status < 300:
            return wrong(
                step,
                f"A request {what} is taken (HTTP {answer.status}): anybody could speak as Discord, and Discord "
                "refuses such an endpoint.",
                "Let the address lead to the bot itself, and to nothing that answers for it.",
            )
        if answer.status != 401:
            return wrong(
                step,
                f"A request {what} gets HTTP {answer.status}{answer.server}; Discord wants 401.",
                "Let the address lead to the bot itself, which says 401.",
            )
        if refused(answer) is None and not _is_ours(answer):
            asks = " and asks for a password" if "www-authenticate" in answer.headers else ""
            return wrong(
                step,
                f"Not the bot but what stands before it{answer.server} says 401{asks}.",
                f"Let POST {PATH} through to the bot without a login: Discord has only its signature.",
            )
    return ok(step, "What Discord did not sign is refused with 401: without a signature, and with a forged one.")


def _is_ours(answer: Answer) -> bool:
    """In our words, though without what it should tell of itself: an older bot, or a proxy that drops headers."""
    return answer.body == UNSIGNED


def passage(found: Knocks) -> Finding:
    """Whether both headers and every byte of the body come through whatever stands before the bot."""
    step = "proxies"
    told = refused(found.forged)
    if told is None:
        return skipped(step, "The refusal does not say what arrived: an older bot, or a proxy that drops its header.")
    if told.why == "missing":
        return wrong(
            step,
            "The signature does not arrive: what stands before the bot drops X-Signature-Ed25519 or "
            "X-Signature-Timestamp.",
            "Let it pass all headers on, or these two by name.",
        )
    if told.why == "malformed":
        return wrong(
            step,
            "The signature arrives changed: what stands before the bot rewrites X-Signature-Ed25519 or "
            "X-Signature-Timestamp.",
            "Let it pass these two headers on as they are.",
        )
    if told.body == _digest(b""):
        return wrong(
            step,
            "The body does not arrive: what stands before the bot drops it.",
            "Let it pass the body of a POST on.",
        )
    if told.body != _digest(ODD):
        return wrong(
            step,
            "The body arrives changed: what stands before the bot reads and rewrites it, and then no signature fits.",
            "Let it pass the body on byte for byte: no JSON parsing, no change of encoding.",
        )
    return ok(step, "Both signature headers and every byte of the body arrive.")


def running_key(found: Knocks, discords: str | None, ours: Sequence[bytes]) -> Finding:
    """Whether the bot that runs there trusts the key that Discord signs with (`discords`, hex; None: not known)."""
    step = "running key"
    told = refused(found.forged)
    if told is None:
        return skipped(step, "The refusal does not say which key the bot runs with.")
    trusted = ", ".join(f"{each}…" for each in told.keys)
    if discords is None:
        if set(told.keys) & {key[:4].hex() for key in ours}:
            return ok(step, f"The bot there trusts the key of these settings, {trusted}")
        return skipped(step, f"The bot there trusts {trusted}, and Discord's is not known.")
    if discords[:8].lower() in told.keys:
        return ok(step, f"The bot there trusts the key that Discord signs with, {discords[:8]}…")
    return wrong(
        step,
        f"The bot there trusts {trusted}, and Discord signs with {discords[:8]}…: it refuses everything.",
        f"Start it with DISCORD_PUBLIC_KEY={discords}",
    )


async def sign(
    http: "AsyncClient", address: Address, key: "SigningKey", found: Knocks, clock: Callable[[], float]
) -> Answer | Silence | None:
    """The answer to a PING that is signed with `key`; None when the bot there does not trust it."""
    told = refused(found.forged)
    if told is None or key.verify_key.encode()[:4].hex() not in told.keys:
        return None
    timestamp = f"{clock():.0f}"
    proof = {
        "x-signature-ed25519": key.sign(timestamp.encode() + ODD).signature.hex(),
        "x-signature-timestamp": timestamp,
    }
    return await knock(http, "POST", address.url, body=ODD, headers=JSON | proof, clock=clock)


def ponged(answer: Answer | Silence) -> Finding:
    """Whether a signed PING was answered as Discord wants it."""
    step = "ping"
    if isinstance(answer, Silence):
        return wrong(step, f"To a signed PING, no answer came: {answer.said}", answer.mend)
    mend = "Look at the bot's log: it says why."
    if answer.status == 401:
        why = told.why if (told := refused(answer)) else "for no reason that it tells"
        return wrong(step, f"A signed PING is refused ({why}).", "Look at the steps above: clock, proxies, key.")
    if answer.status != 200 or answer.type != "application/json":
        return wrong(step, f"A signed PING gets HTTP {answer.status} {answer.type}; Discord wants 200 and JSON.", mend)
    if not _is_pong(answer.body):
        return wrong(step, 'A signed PING gets something else than {"type":1}.', mend)
    return ok(step, f"A signed PING is answered in {answer.seconds * 1000:.0f} ms.")


def _is_pong(body: bytes) -> bool:
    try:
        said = json.decode(body)
    except (DecodeError, ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("type") == 1


def _digest(body: bytes) -> str:
    return blake2b(body, digest_size=16).hexdigest()
