"""The parts of one request in one process, each beside the signature's check: `python -m bench.pieces`."""

import gc
import importlib
import time
from collections.abc import Callable
from statistics import median
from typing import Final

from nacl.signing import SigningKey

from bench import figures
from bench.signed import Signed, requests

Piece = Callable[[Signed], object]

DISTINCT: Final = 400
ROUNDS: Final = 21
VERIFY: Final = "PyNaCl verify, slash command"


def find_decoder() -> Callable[[bytes], object] | None:
    """The bot's own, when it can be imported: this program also runs where the bot does not."""
    try:
        decode: Callable[[bytes], object] = importlib.import_module("kasutamaiza.discord.interaction").decode
    except (ImportError, AttributeError):
        return None
    return decode


def microseconds(piece: Piece, over: list[Signed]) -> float:
    start = time.process_time_ns()
    for one in over:
        piece(one)
    return (time.process_time_ns() - start) / len(over) / 1000


def main() -> None:
    key = SigningKey.generate()
    verify_key = key.verify_key
    pings = requests("ping", key, first=0, count=DISTINCT)
    slashes = requests("slash", key, first=0, count=DISTINCT)

    def verify(one: Signed) -> object:
        return verify_key.verify(one.timestamp.encode() + one.body, bytes.fromhex(one.signature))

    pieces: dict[str, tuple[Piece, list[Signed]]] = {
        VERIFY: (verify, slashes),
        "PyNaCl verify, PING": (verify, pings),
    }
    decode = find_decoder()
    if decode is not None:
        pieces["the bot's typed decode, slash command"] = (lambda one: decode(one.body), slashes)

    gc.disable()
    taken: dict[str, list[float]] = {name: [] for name in pieces}
    # Round by round, not piece by piece: a busy spell of the machine falls on all of them.
    for _ in range(ROUNDS):
        for name, (piece, over) in pieces.items():
            taken[name].append(microseconds(piece, over))
    floor = median(taken[VERIFY])
    rows = [
        [name, f"{min(times):.1f}", f"{median(times):.1f}", f"{median(times) / floor:.2f}"]
        for name, times in taken.items()
    ]
    print(figures.table(["piece", "best, µs", "median, µs", "× verify"], rows, numbers_from=1))


if __name__ == "__main__":
    main()
