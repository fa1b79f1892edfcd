"""From slices to figures: pooled, compared pair by pair, and written as a table."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from bench.load import Outcome

Pair = tuple[float, float]
HEADING: Final = "## Figures\n"


class Pooled(NamedTuple):
    """The slices of one server in one repetition."""

    rate: float
    processor: float
    p50: float
    p99: float
    busy: float
    generator_busy: float


def pooled(slices: Sequence[Outcome]) -> Pooled:
    answered = sum(one.answered for one in slices)
    elapsed = sum(one.elapsed for one in slices)
    server = sum(one.server_processor for one in slices)
    return Pooled(
        rate=answered / elapsed,
        processor=server / answered * 1e6,
        p50=median(one.p50 for one in slices) * 1e3,
        p99=median(one.p99 for one in slices) * 1e3,
        busy=server / elapsed * 100,
        generator_busy=sum(one.own_processor for one in slices) / elapsed * 100,
    )


class Row(NamedTuple):
    """One measure: pairs of (reference, bot), and of (reference, the reference's twin)."""

    name: str
    digits: int
    pairs: list[Pair]
    control: list[Pair]
    target: str = ""

    def cells(self) -> list[str]:
        reference = median(first for first, _ in [*self.pairs, *self.control])
        bot = median(second for _, second in self.pairs)
        figures = [f"{value:,.{self.digits}f}" for value in (reference, bot)]
        return [self.name, *figures, ratio(self.pairs), ratio(self.control), self.target]


def ratio(pairs: list[Pair]) -> str:
    """The median of each pair's ratio, and how far the pairs lie apart."""
    ratios = sorted(second / first for first, second in pairs)
    spread = f" ({ratios[0]:.2f}–{ratios[-1]:.2f})" if len(ratios) > 1 else ""
    return f"{median(ratios):.2f}{spread}"


Repetitions = list[tuple[Pooled, Pooled]]
MEASURES: Final[list[tuple[str, int, Callable[[Pooled], float]]]] = [
    ("requests/s", 0, lambda one: one.rate),
    ("CPU per request, µs", 0, lambda one: one.processor),
    ("p50, ms", 2, lambda one: one.p50),
    ("p99, ms", 2, lambda one: one.p99),
    ("server's processor busy, %", 0, lambda one: one.busy),
    ("generator's processor busy, %", 0, lambda one: one.generator_busy),
]


def load_rows(kind: str, pairs: Repetitions, control: Repetitions, *, targets: dict[str, str]) -> list[Row]:
    return [
        Row(
            f"{kind}: {name}",
            digits,
            [(of(first), of(second)) for first, second in pairs],
            [(of(first), of(second)) for first, second in control],
            targets.get(name, ""),
        )
        for name, digits, of in MEASURES
    ]


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, numbers_from: int) -> str:
    rule = ["---" if column < numbers_from else "--:" for column in range(len(header))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [header, rule, *rows])


def write(report: str, to: Path) -> None:
    """The section “Figures” of a document is replaced; a file without one gets it at its end."""
    text = to.read_text() if to.exists() else ""
    section = f"{HEADING}\n{report}\n"
    old = re.search(r"(?ms)^## Figures\n.*?(?=^## |\Z)", text)
    if old is None:
        to.write_text(f"{text.rstrip()}\n\n{section}".lstrip())
    else:
        rest = text[old.end() :]
        to.write_text(text[: old.start()] + section + ("\n" + rest if rest else ""))
