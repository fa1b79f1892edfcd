"""One body being looked at: what has been found in it so far, and what is known of its call besides."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from simulator.schema.flaws import Flaw
from simulator.schema.verdict import INVALID, Verdict, Warned, path_of

Path: TypeAlias = tuple[str | int, ...]


class Inspection:
    """Kinds and rules say here what they find. `uploads` are the names of the files beside the body.

    `was_v2` and `has_legacy` are told of edits: what the message is before it.
    """

    __slots__ = ("_errors", "_refusal", "_warnings", "has_legacy", "uploads", "was_v2")

    def __init__(self, uploads: Sequence[str] = (), *, was_v2: bool = False, has_legacy: bool = False) -> None:
        self.uploads = uploads
        self.was_v2 = was_v2
        self.has_legacy = has_legacy
        self._errors: dict[str, Any] = {}
        self._warnings: list[Warned] = []
        self._refusal: tuple[int, str] | None = None

    def wrong(self, at: Path, flaw: Flaw) -> None:
        node = self._errors
        for key in at:
            node = node.setdefault(str(key), {})
        node.setdefault("_errors", []).append({"code": flaw.code, "message": flaw.message})

    def odd(self, at: Path, message: str) -> None:
        self._warnings.append(Warned(path_of(at), message))

    def refuse(self, code: int, message: str) -> None:
        """Refuse the whole under a code of its own, unless something in it is wrong besides."""
        self._refusal = self._refusal or (code, message)

    def silent(self, at: Path = ()) -> bool:
        """Whether nothing has been found wrong there or below: only then is a rule over several fields worth asking."""
        node = self._errors
        for key in at:
            if (below := node.get(str(key))) is None:
                return True
            node = below
        return not node

    @property
    def verdict(self) -> Verdict:
        warnings = tuple(self._warnings)
        if self._errors:
            return Verdict(self._errors, warnings, INVALID, "Invalid Form Body")
        code, message = self._refusal or (None, "")
        return Verdict(None, warnings, code, message)


Rule: TypeAlias = Callable[[dict[str, Any], Path, Inspection], None]
"""What links several fields of one object: it is asked after they have been looked at one by one."""
