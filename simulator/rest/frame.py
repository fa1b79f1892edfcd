"""The way of a call through the API: found, permitted, decoded, judged, done, answered, and written down."""

import asyncio
import json
import traceback
from collections.abc import Iterable, Mapping
from inspect import isawaitable
from typing import Any
from urllib.parse import unquote

from msgspec import Struct
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from simulator.engine import Engine, faults
from simulator.refusal import Refused, invalid
from simulator.rest import bodies, faulty, judging, limits, permit, table
from simulator.rest.call import Answer, Call, Operation
from simulator.rest.journal import Journal
from simulator.rest.known import known
from simulator.rest.operations import OPERATIONS
from simulator.world import Fault

LONGEST_REASON = 512
_OLD = "Without a version in its address, Discord takes a call as one of an API that is no longer kept: use /api/v10."


class _Reply(Struct):
    """An answer on its way, and what is written down of it. It grows as the call goes on."""

    status: int = 204
    body: Any = None
    headers: dict[str, str] = {}
    sent: str = ""
    errors: dict[str, Any] | str | None = None
    warnings: tuple[str, ...] = ()
    fault: Fault | None = None

    def refuse(self, refused: Refused) -> None:
        self.status, self.body = refused.status, refused.body
        self.errors = refused.errors or f"{refused.message} ({refused.code})"
        if refused.hint is not None:
            self.warn(refused.hint)

    def fail(self, failure: faulty.Failure) -> None:
        self.status, self.body = failure.status, failure.body
        self.headers = {**self.headers, **failure.headers}
        self.errors = f"{failure.status}, as it was ordered."

    def warn(self, *sentences: str) -> None:
        self.warnings = (*self.warnings, *sentences)

    @property
    def text(self) -> str:
        if self.body is None or isinstance(self.body, str):
            return self.body or ""
        return json.dumps(self.body, ensure_ascii=False, separators=(",", ":"))


class Rest:
    """The API as an ASGI application, wherever it is mounted: `/api/v10/users/@me` and `/v10/users/@me` are one."""

    def __init__(self, engine: Engine, *, strict: bool = False, operations: Iterable[Operation] = OPERATIONS) -> None:
        self._engine = engine
        self._table = table.Table(operations, known())
        self.limits = limits.Limits(strict=strict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        address = table.address(raw.decode("latin-1"), scope.get("root_path", ""))
        found = self._table.find(request.method, address.steps)
        journal = Journal(self._engine.world, request, address, found)
        reply = _Reply(warnings=() if address.version else (_OLD,))
        try:
            await self._take(request, address, found, reply)
        except Refused as refused:
            reply.refuse(refused)
        except ClientDisconnect:
            journal.end(status=None, headers={}, answer="", errors="The bot hung up in the middle of its call.")
            return
        except Exception:  # noqa: BLE001  (whatever it is, the bot gets an answer, and the exchange tells)
            reply.status, reply.body = 500, {"message": "500: Internal Server Error", "code": 0}
            reply.errors = f"The simulator failed, not the bot:\n{traceback.format_exc()}"
        await self._send(reply, journal, scope, receive, send)

    async def _take(self, request: Request, address: table.Address, found: table.Found, reply: _Reply) -> None:
        permit.refuse_real(request.headers.get("authorization"))
        table.check_version(address.version)
        content = await bodies.read(request)
        if found.way is None or found.way.operation is None:
            reply.sent = content.decode("utf-8", "replace")
            _nowhere(request.method, address, found, reply)
            return
        way, operation = found.way, found.way.operation
        with_bot_token = permit.check(request.headers.get("authorization"), way.doors)
        turn = self.limits.take(way.name, found.path, as_bot=with_bot_token)
        reply.headers = turn.headers
        reply.fault = faults.take(self._engine.world, way.name, faulty.EVERY)
        if reply.fault is not None and reply.fault.kind == "slow":
            await asyncio.sleep(reply.fault.seconds)
        if reply.fault is not None and (failure := faulty.failure(reply.fault)) is not None:
            reply.fail(failure)
        elif turn.wait is not None:
            body, headers = limits.refusal(turn.wait, "global" if turn.is_global else "user")
            reply.fail(faulty.Failure(429, body, headers))
        else:
            await self._do(request, content, found.path, operation, with_bot_token, reply)

    async def _do(
        self,
        request: Request,
        content: bytes,
        path: Mapping[str, str],
        operation: Operation,
        with_bot_token: bool,
        reply: _Reply,
    ) -> None:
        table.check_ids(path)
        reply.sent = content.decode("utf-8", "replace")
        sent = await bodies.decode(request.headers, content)
        reply.sent = sent.text
        verdict = judging.judge(self._engine.world, operation.name, path, sent)
        reply.warn(*verdict.warnings)
        if verdict.refused is not None:
            raise verdict.refused
        queries = request.query_params
        call = Call(
            engine=self._engine,
            path=path,
            query=dict(queries),
            queries={name: queries.getlist(name) for name in queries},
            body=sent.body,
            uploads=sent.uploads,
            reason=_reason(request.headers.get("x-audit-log-reason")),
            with_bot_token=with_bot_token,
        )
        told = operation.handler(call)
        answer: Answer = await told if isawaitable(told) else told
        reply.status, reply.body = answer.status, answer.body
        reply.warn(*answer.warnings)

    async def _send(self, reply: _Reply, journal: Journal, scope: Scope, receive: Receive, send: Send) -> None:
        drops = reply.fault is not None and reply.fault.kind == "drop"
        text = reply.text
        kind = {} if reply.status == 204 else {"content-type": "application/json"}
        headers = {**kind, **reply.headers}
        journal.end(
            status=None if drops else reply.status,
            sent=reply.sent,
            headers=headers,
            answer=text,
            errors="The connection was closed before the answer, as it was ordered." if drops else reply.errors,
            warnings=reply.warnings,
            fault=None if reply.fault is None else reply.fault.kind,
        )
        if drops:
            # ASGI has no way to hang up. An answer that stops before its end makes every server close the connection.
            start = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]}
            await send(start)
            return
        await Response(text, reply.status, headers=headers)(scope, receive, send)


def _nowhere(method: str, address: table.Address, found: table.Found, reply: _Reply) -> None:
    """Answer a call that is not simulated, or that Discord has not at all."""
    if found.way is not None:
        said = f"{method} {found.way.path} is real but not simulated"
        reply.status, reply.body, reply.errors = 404, {"message": said, "code": 0}, f"{said}."
    elif found.allowed:
        reply.status, reply.body = 405, {"message": "405: Method Not Allowed", "code": 0}
        reply.headers = {"allow": ", ".join(found.allowed)}
        reply.errors = f"Discord has no {method} here, only {', '.join(found.allowed)}."
    else:
        reply.status, reply.body = 404, {"message": "404: Not Found", "code": 0}
        reply.errors = "Discord has nothing at this path."


def _reason(header: str | None) -> str | None:
    """What is to stand in the audit log. Raises `Refused`."""
    if not header:
        return None
    reason = unquote(header)
    if len(reason) > LONGEST_REASON:
        raise invalid("reason", "BASE_TYPE_MAX_LENGTH", f"Must be {LONGEST_REASON} or fewer in length.")
    return reason
