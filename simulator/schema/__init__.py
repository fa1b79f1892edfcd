"""The schema: Discord's documented rules of what a bot may send, and the answer that Discord gives to what it may not.

Unknown fields are taken, as Discord takes them, and warned of. What needs to know the time, the rights of the bot or
what is in the server is not judged here: a timeout of more than 28 days, or messages too old to be deleted together.
"""

from collections.abc import Sequence

from simulator.schema import answers
from simulator.schema.calls import CALLS
from simulator.schema.inspection import Inspection
from simulator.schema.overlay import is_empty
from simulator.schema.verdict import Verdict, Warned

__all__ = ["Verdict", "Warned", "is_empty", "judge", "judge_answer", "operations"]


def judge(
    operation: str, body: object, *, uploads: Sequence[str] = (), was_v2: bool = False, has_legacy: bool = False
) -> Verdict:
    """The body of a REST call, by the operation's id in the OpenAPI document; one that is not known may say anything.

    `uploads`: the names of the files beside it, by position. `was_v2`: the edited message has the second kind of
    components. `has_legacy`: it has content or embeds.
    """
    found = Inspection(uploads, was_v2=was_v2, has_legacy=has_legacy)
    if (kind := CALLS.get(operation)) is not None:
        kind.check(body, (), found)
    return found.verdict


def judge_answer(
    answer: object,
    *,
    to: int,
    from_component: bool = False,
    uploads: Sequence[str] = (),
    was_v2: bool = False,
    has_legacy: bool = False,
) -> Verdict:
    """An answer to an interaction of type `to`: whether it may answer that, and its data.

    `from_component`: the modal that is submitted was opened by a component. `was_v2` and `has_legacy` tell of the
    message that the component is on, which an answer may update.
    """
    found = Inspection(uploads, was_v2=was_v2, has_legacy=has_legacy)
    kind = answers.to(to, from_component=from_component) or answers.ANY
    kind.check(answer, (), found)
    return found.verdict


def operations() -> frozenset[str]:
    """All calls whose bodies are known here."""
    return frozenset(CALLS)
