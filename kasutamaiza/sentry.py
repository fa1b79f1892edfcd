"""Sentry: where our faults are told, if somebody wants them there. It learns where we were wrong, not what people said.

The package sentry-sdk is an extra, and imported only when there is an address to tell faults to.
Source: https://docs.sentry.io/platforms/python/configuration/options/
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from loguru import logger

if TYPE_CHECKING:
    from sentry_sdk import Client
    from sentry_sdk.types import Event

KEPT = 20
"""Faults that are kept until the package is loaded, which is after the first answer."""

LAST_MOMENT = 2.0
"""Seconds, at a stop, for what is not sent yet."""

WITHHELD = "What it says is in the log alone: it may quote what somebody typed."

_OURS = ["app", "commands", "kasutamaiza", "scripts"]


class Sentry:
    """Tells faults to the project at `dsn`: the stack without its variables, the code around, and tags.

    `redact` takes secrets out of every string of what is sent. `report` is for `logs.configure(faults=…)`.
    """

    def __init__(self, dsn: str, *, release: str, redact: Callable[[str], str]) -> None:
        self._dsn = dsn
        self._release = release
        self._redact = redact
        self._client: Client | None = None
        self._waiting: list[tuple[BaseException, Mapping[str, str]]] | None = []

    def report(self, fault: BaseException, about: Mapping[str, str]) -> None:
        """Tell of a fault, with these tags; once the package is loaded, or now, which takes some ms. Never raises."""
        if self._client is not None:
            self._send(self._client, fault, about)
        elif self._waiting is not None and len(self._waiting) < KEPT:
            self._waiting.append((fault, about))

    async def load(self) -> None:
        """Import the package, beside the event loop, and tell what has waited. When that cannot be: say so, once."""
        try:
            self._client = await asyncio.to_thread(self._make)
        except ImportError:
            logger.warning(
                "SENTRY_DSN is set, but the package sentry-sdk is not installed: faults are told in the log only. "
                'Install it (pip install "sentry-sdk>=2.20"), or take SENTRY_DSN away.'
            )
        except ValueError:
            logger.warning(
                "SENTRY_DSN is no address that Sentry gave: faults are told in the log only. "
                "Copy it from the project's settings → Client Keys (DSN)."
            )
        except Exception as error:  # noqa: BLE001  (whatever it is, it must not be told to Sentry in turn)
            logger.warning("Sentry could not be loaded ({}): faults are told in the log only.", type(error).__name__)
        waiting, self._waiting = self._waiting or [], None
        for fault, about in waiting:
            self.report(fault, about)

    async def close(self) -> None:
        """Send what is not sent yet, for `LAST_MOMENT` at most."""
        if self._waiting:
            await self.load()
        if self._client is not None:
            await asyncio.to_thread(self._client.close, LAST_MOMENT)

    def _make(self) -> "Client":
        from sentry_sdk import Client

        # A client of our own, not `init`: nothing in the process is patched, and nobody else's scope is asked. Without
        # integrations nothing is collected but what we hand over: no requests, no breadcrumbs, no threads, no modules.
        # `send_default_pii` is False by default, and to say so is deprecated.
        return Client(
            dsn=self._dsn,
            release=self._release,
            default_integrations=False,
            auto_enabling_integrations=False,
            include_local_variables=False,
            max_breadcrumbs=0,
            max_request_body_size="never",
            auto_session_tracking=False,
            send_client_reports=False,
            enable_backpressure_handling=False,
            spotlight=False,
            in_app_include=_OURS,
            shutdown_timeout=LAST_MOMENT,
            before_send=self._clean,
            before_breadcrumb=lambda crumb, hint: None,
        )

    def _send(self, client: "Client", fault: BaseException, about: Mapping[str, str]) -> None:
        from sentry_sdk.utils import event_from_exception

        try:
            event, hint = event_from_exception(fault, client_options=client.options)
            # Not redacted but left out: whatever somebody typed may be quoted here, in any form.
            for each in event["exception"]["values"]:
                each["value"] = WITHHELD
            event["level"] = "error"
            event["tags"] = dict(about)
            client.capture_event(event, hint)
        except Exception as error:  # noqa: BLE001  (who reports a fault has trouble enough)
            # Without its traceback, or this would be a fault to report.
            logger.warning("A fault could not be told to Sentry ({}).", type(error).__name__)

    def _clean(self, event: "Event", hint: Mapping[str, Any]) -> "Event":
        cleaned: Event = _each_string(event, self._redact)
        return cleaned


def _each_string(thing: Any, change: Callable[[str], str]) -> Any:
    if isinstance(thing, str):
        return change(thing)
    if isinstance(thing, Mapping):
        return {key: _each_string(value, change) for key, value in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [_each_string(value, change) for value in thing]
    return thing
