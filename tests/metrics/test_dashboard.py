"""The dashboard asks only for what there is, and the page about operating tells of all that there is."""

import re
from pathlib import Path
from typing import Any

import pytest
from msgspec import json

from kasutamaiza.jobs import Census
from kasutamaiza.metrics import Counts
from tests.metrics.scraped import CENSUS, Shown, lookout, near, scraped

DOCS = Path(__file__).parents[2] / "docs"
DASHBOARD: dict[str, Any] = json.decode((DOCS / "grafana.json").read_bytes())
PANELS: list[dict[str, Any]] = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
ASKED = [target["expr"] for panel in PANELS for target in panel["targets"]]
ASKED += [annotation["expr"] for annotation in DASHBOARD["annotations"]["list"]]
ASKED += [variable["definition"] for variable in DASHBOARD["templating"]["list"] if variable["type"] == "query"]

SCRAPED = {"instance"}
"""Labels that whoever scrapes adds."""


async def everything() -> Shown:
    """A scrape in which each metric has a sample."""
    counts = Counts()
    counts.answered("command", "/card", "replied", 0.2)
    counts.late("sent")
    counts.event("ENTITLEMENT_CREATE", "handled")
    counts.called("GET /gateway", 200, 0.1)
    counts.waited("global", 0.1)

    async def census() -> Census:
        return CENSUS

    async with scraped(counts, lookout(near, census=census)) as scrape:
        return await scrape()


async def labels_of_all() -> dict[str, set[str]]:
    """The labels of each sample's name."""
    found: dict[str, set[str]] = {}
    for family in (await everything()).families.values():
        assert family.samples, f"{family.name} has no sample"
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


def test_it_is_a_dashboard_that_grafana_can_import() -> None:
    assert DASHBOARD["title"] == "Kasutamaiza"
    assert DASHBOARD["schemaVersion"] >= 36
    assert "id" not in DASHBOARD, "a number that another Grafana gave it"
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(set(ids)) == len(ids)
    names = [variable["name"] for variable in DASHBOARD["templating"]["list"]]
    assert names == ["datasource", "instance"]


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: str(panel["title"]))
def test_a_panel_says_what_it_shows_and_asks_the_source_that_was_chosen(panel: dict[str, Any]) -> None:
    assert panel["type"] in {"timeseries", "stat", "table"}
    assert panel["description"].endswith(".")
    chosen = {"type": "prometheus", "uid": "${datasource}"}
    assert [panel["datasource"], *(target["datasource"] for target in panel["targets"])] == [chosen] * (
        len(panel["targets"]) + 1
    )
    assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])


def test_panels_stand_beside_each_other_not_upon() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        at = panel["gridPos"]
        squares = {(at["x"] + x, at["y"] + y) for x in range(at["w"]) for y in range(at["h"])}
        assert not squares & taken, panel["title"]
        assert at["x"] + at["w"] <= 24
        taken |= squares


async def test_every_metric_and_label_that_it_asks_for_is_exported() -> None:
    known = await labels_of_all()
    for expression in ASKED:
        for name, matchers in re.findall(r"\b((?:kasutamaiza|process)_\w+)(?:\{([^}]*)\})?", expression):
            assert name in known, expression
            assert set(re.findall(r"(\w+)=", matchers)) <= known[name] | SCRAPED, expression
        grouped = re.findall(r"\b(?:by|on) \(([^)]*)\)", expression)
        assert {label for group in grouped for label in group.split(", ")} <= set.union(*known.values()) | SCRAPED


def test_counters_are_asked_for_their_increase_since_machines_start_at_0() -> None:
    for expression in ASKED:
        for counter in re.findall(r"\b\w+(?:_total|_bucket|_count|_sum)\{", expression):
            assert re.search(rf"(rate|increase)\({re.escape(counter)}", expression), expression


async def test_what_the_page_about_operating_says_of_metrics_is_so_and_is_all() -> None:
    told = set(re.findall(r"\bkasutamaiza_\w+", (DOCS / "operating.md").read_text()))
    samples = {name for name in await labels_of_all() if name.startswith("kasutamaiza_")}
    told_of = {re.sub(r"_(bucket|count|sum)$", "", name) for name in told}
    assert told_of == {re.sub(r"_(bucket|count|sum)$", "", name) for name in samples}
