"""What Prometheus reads: every metric with its name and meaning, and the server that shows them.

Imported late, with prometheus_client: nobody scrapes before the first answer.
"""

import platform
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from loguru import logger
from prometheus_client import CollectorRegistry, ProcessCollector, make_wsgi_app
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
    SummaryMetricFamily,
)
from prometheus_client.exposition import ThreadingWSGIServer
from prometheus_client.registry import Collector

from kasutamaiza.metrics.counts import Counts, Spread
from kasutamaiza.metrics.lookout import State

if TYPE_CHECKING:
    from kasutamaiza.jobs import Census

SILENT_FOR = 10.0
"""Seconds after which a connection that says nothing is closed."""

AT_ONCE = 32
"""Connections, of which each has a thread; those beyond are closed at once."""


class LoopHangs(Exception):
    """The event loop did not answer, so that there is nothing true to show."""


class Exposed(Collector):
    """Everything that we know of ourselves; `ask` gives it as it is now, or raises `LoopHangs`."""

    def __init__(self, ask: Callable[[], tuple[Counts, State]], *, version: str) -> None:
        self._ask = ask
        self._version = version

    def collect(self) -> Iterable[Metric]:
        counts, state = self._ask()
        yield from _counted(counts)
        yield from _standing(state)
        yield from _jobs(state.jobs)
        info = {"version": self._version, "python": platform.python_version()}
        yield InfoMetricFamily("kasutamaiza_build", "What runs: the bot's version and Python's.", info)


def _counted(counts: Counts) -> Iterator[Metric]:
    yield _counter(
        "interactions",
        "Interactions from Discord by what came of them.",
        ("kind", "command", "outcome"),
        counts.interactions,
    )
    yield _histogram(
        "answer_seconds",
        "Seconds from Discord's signature until our answer, or its promise, had left. Discord waits for 3.",
        "kind",
        counts.answers,
    )
    yield _counter(
        "late_answers", "Answers that were promised, and what came of them.", ("outcome",), counts.late_answers
    )
    yield _counter("refusals", "Requests that Discord did not sign.", ("reason",), counts.refusals)
    yield _counter("events", "Webhook events by what came of them.", ("type", "outcome"), counts.events)
    yield _counter(
        "discord_calls",
        "Attempts to call Discord by its answer's status; 0 when there was none.",
        ("route", "status"),
        counts.calls,
    )
    yield _histogram("discord_call_seconds", "Seconds that Discord took to answer.", "route", counts.call_times)
    waits = SummaryMetricFamily(
        "kasutamaiza_discord_wait_seconds", "Seconds that calls waited for Discord's limits.", labels=["bucket"]
    )
    for bucket, spread in counts.waits.items():
        waits.add_metric([bucket], sum(spread.counts), spread.sum)
    yield waits


def _standing(state: State) -> Iterator[Metric]:
    yield _gauge("database_up", "Whether the database answers.", state.answer_time is not None)
    yield _gauge("database_answer_seconds", "Seconds that the database took to answer just now.", state.answer_time)
    yield _gauge("database_connections", "Connections to the database.", state.pool.size)
    yield _gauge("database_connections_idle", "Connections that nobody uses.", state.pool.idle)
    yield _gauge("database_connections_most", "Connections that there may be.", state.pool.most)
    yield _gauge("draining", "Whether it is being stopped.", state.draining)


def _jobs(jobs: "Census | None") -> Iterator[Metric]:
    """Without samples while they cannot be counted."""
    count = GaugeMetricFamily("kasutamaiza_jobs", "Jobs in the queue.", labels=["entrypoint", "status"])
    for labels, number in jobs.counts.items() if jobs else ():
        count.add_metric(labels, number)
    yield count
    yield _gauge("jobs_failed", "Jobs that will not be tried again.", None if jobs is None else jobs.failed)
    yield _gauge(
        "jobs_oldest_seconds",
        "Seconds since the oldest of those that wait was due; 0 when none waits.",
        None if jobs is None else jobs.oldest_waiting,
    )
    yield _gauge(
        "worker_seen_timestamp_seconds",
        "When a worker last showed itself, in seconds since 1970.",
        None if jobs is None or jobs.seen is None else jobs.seen.timestamp(),
    )


def _gauge(name: str, meaning: str, value: float | None) -> Metric:
    """Without a sample when the value is not known."""
    family = GaugeMetricFamily(f"kasutamaiza_{name}", meaning, labels=[])
    if value is not None:
        family.add_metric([], float(value))
    return family


def _counter(name: str, meaning: str, labels: Sequence[str], counts: Mapping[Any, int]) -> Metric:
    family = CounterMetricFamily(f"kasutamaiza_{name}", meaning, labels=labels)
    for said, count in counts.items():
        family.add_metric([said] if isinstance(said, str) else said, count)
    return family


def _histogram(name: str, meaning: str, label: str, spreads: Mapping[str, Spread]) -> Metric:
    family = HistogramMetricFamily(f"kasutamaiza_{name}", meaning, labels=[label])
    for said, spread in spreads.items():
        until_here, buckets = 0, []
        for bound, count in zip((*spread.bounds, float("inf")), spread.counts, strict=True):
            until_here += count
            buckets.append(("+Inf" if bound == float("inf") else str(bound), until_here))
        family.add_metric([said], buckets, spread.sum)
    return family


class Server(ThreadingWSGIServer):
    """prometheus_client's server on a socket that listens already; it writes nothing to the error output."""

    def __init__(self, listener: socket.socket, ask: Callable[[], tuple[Counts, State]], *, version: str) -> None:
        super().__init__(("", 0), _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        # Not `server_bind`, which would ask the name service who we are, and wait for that.
        self.server_name, self.server_port = "", listener.getsockname()[1]
        self.setup_environ()
        registry = CollectorRegistry(support_collectors_without_names=True)
        registry.register(Exposed(ask, version=version))
        ProcessCollector(registry=registry)
        self._shown: WSGIApplication = make_wsgi_app(registry)
        self.set_app(self._show)
        self._room = BoundedSemaphore(AT_ONCE)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        if not self._room.acquire(blocking=False):
            return self.shutdown_request(request)
        try:
            return super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: object, client_address: object) -> None:
        logger.opt(exception=True).debug("Whoever read the metrics is gone.")

    def _show(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            return self._shown(environ, start_response)
        except LoopHangs:
            logger.error("The event loop does not answer.")
            status, said = "503 Service Unavailable", b"The event loop does not answer.\n"
        except CancelledError:
            status, said = "503 Service Unavailable", b"The process is being stopped.\n"
        except Exception as error:  # noqa: BLE001  (wsgiref would write it to the error output, unredacted)
            logger.opt(exception=error).error("The metrics could not be shown.")
            status, said = "500 Internal Server Error", b"The metrics could not be shown; the log says why.\n"
        start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
        return [said]


class _Handler(WSGIRequestHandler):
    timeout = SILENT_FOR

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the standard library's name)
        """Log nothing of each scrape."""
