"""fly.toml, as far as it can be judged without Fly."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

import app
from kasutamaiza import sentry
from kasutamaiza.bot import vitals
from kasutamaiza.interactions import events
from kasutamaiza.jobs.worker import LET_GO
from kasutamaiza.storage import pool
from scripts import worker
from tests.deployment import dockerfile
from tests.deployment.context import ROOT, ignore
from tests.deployment.fly_keys import seconds, strange
from tests.door import settings

FLY: dict[str, Any] = tomllib.loads((ROOT / "fly.toml").read_text())
HTTP = FLY["http_service"]
GROUPS = set(FLY["processes"])


def test_fly_knows_every_key_and_takes_every_value() -> None:
    assert list(strange(FLY)) == []


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("[http_service]\nintrnal_port = 8080", "http_service.intrnal_port is not a key of Fly's"),
        ("[[metriks]]\nport = 1", "metriks is not a key of Fly's"),
        ("[[metrics]]\nport = 1", "metrics cannot be [{'port': 1}]"),
        ('[[http_service.checks]]\npth = "/"', "http_service.checks.pth is not a key of Fly's"),
        ('[checks.worker]\nkind = "http"', "checks.worker.kind is not a key of Fly's"),
        ('kill_timeout = "30"', "kill_timeout cannot be '30'"),
        ('kill_signal = "SIGTREM"', "kill_signal cannot be 'SIGTREM'"),
        ('[deploy]\nstrategy = "blue-green"', "deploy.strategy cannot be 'blue-green'"),
        ("[env]\nPORT = 8080", "env.PORT cannot be 8080"),
        ("[http_service]\ninternal_port = true", "http_service.internal_port cannot be True"),
        ('[[vm]]\nmemory = "256"', "vm.memory cannot be '256'"),
        ('vm = "small"', "vm cannot be 'small'"),
        ("[env]\nA = 'a'\n[[restart]]\nprocesses = []", "restart.processes cannot be []"),
    ],
)
def test_what_fly_would_not_take_is_found(said: str, problem: str) -> None:
    assert list(strange(tomllib.loads(said))) == [problem]


def test_it_is_our_app_of_our_dockerfile_where_discord_is() -> None:
    assert (FLY["app"], FLY["primary_region"]) == ("kasutamaiza", "iad")
    assert FLY["build"] == {"dockerfile": "Dockerfile"}


def test_the_environment_is_of_settings_that_we_know_and_take() -> None:
    known = settings().given
    assert [name for name in FLY["env"] if name not in known] == []
    chosen = settings(**FLY["env"])
    assert chosen.port == HTTP["internal_port"]
    assert chosen.log_format == "json"
    assert not chosen.embedded_worker  # it has machines of its own


def test_no_secret_is_written_down() -> None:
    assert [name for name in FLY["env"] if re.search("TOKEN|KEY|SECRET|PASSWORD|DSN|DATABASE|_URL", name)] == []


def test_metrics_are_read_and_the_worker_is_looked_at_where_they_are_served() -> None:
    port = settings(**FLY["env"]).metrics_port
    check = FLY["checks"]["worker"]
    assert (FLY["metrics"]["port"], FLY["metrics"]["path"]) == (port, "/metrics")
    assert (check["type"], check["port"], check["path"]) == ("http", port, "/metrics")
    assert port != HTTP["internal_port"]


def _named(section: Any) -> Iterator[list[str]]:
    for each in section if isinstance(section, list) else section.values():
        if isinstance(each, (dict, list)):
            yield from _named(each)
    if isinstance(section, dict) and isinstance(section.get("processes"), list):
        yield section["processes"]


def test_every_section_names_processes_that_there_are() -> None:
    assert sorted(GROUPS) == ["web", "worker"]
    for names in _named(FLY):
        assert set(names) <= GROUPS
    assert HTTP["processes"] == ["web"]
    assert FLY["checks"]["worker"]["processes"] == ["worker"]
    assert set(FLY["metrics"]["processes"]) == GROUPS
    for section in (FLY["vm"], FLY["restart"]):
        assert sorted(name for each in section for name in each["processes"]) == sorted(GROUPS)


@pytest.mark.parametrize("command", [*FLY["processes"].values(), FLY["deploy"]["release_command"]])
def test_every_command_is_in_the_image(command: str) -> None:
    python, script, *_ = shlex.split(command)
    assert python == "python"
    assert (ROOT / script).is_file()
    assert ignore().lets_through(script)


def test_the_image_serves_unless_it_is_told_otherwise() -> None:
    assert dockerfile.command() == shlex.split(FLY["processes"]["web"])


def test_the_check_asks_for_a_page_that_there_is_and_waits_for_its_answer() -> None:
    paths = {getattr(route, "path", None) for route in app.build(settings()).routes}
    for check in HTTP["checks"]:
        assert check["path"] in paths
        # It asks the database too, and a mute one must not take us off the road.
        assert seconds(check["timeout"]) > vitals.PATIENCE + 1


def test_a_stop_has_the_time_that_it_may_take() -> None:
    web = app.GRACE + 2 * app.FAREWELL + events.LAST_MOMENT + pool.CLOSED_WITHIN + sentry.LAST_MOMENT
    jobs = worker.GRACE + 2 * LET_GO + pool.CLOSED_WITHIN + sentry.LAST_MOMENT
    assert max(web, jobs) + 5 <= seconds(FLY["kill_timeout"]) <= 300
    assert FLY["kill_signal"] == "SIGTERM"
    assert dockerfile.instructions("STOPSIGNAL") == ["SIGTERM"]


def test_one_machine_is_always_awake_and_those_asleep_are_woken() -> None:
    assert HTTP["min_machines_running"] >= 1
    assert (HTTP["auto_stop_machines"] != "off") == HTTP["auto_start_machines"]
    assert HTTP["auto_stop_machines"] != "suspend" or "swap_size_mb" not in FLY
    assert HTTP["force_https"]


def test_load_is_counted_in_requests() -> None:
    concurrency = HTTP["concurrency"]
    assert concurrency["type"] == "requests"
    assert concurrency["soft_limit"] <= concurrency["hard_limit"]


def test_new_machines_are_checked_before_they_take_over() -> None:
    assert FLY["deploy"]["strategy"] == "bluegreen"
    assert HTTP["checks"]
    assert {restart["policy"] for restart in FLY["restart"]} == {"always"}
