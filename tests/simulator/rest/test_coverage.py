"""What is simulated, against what Discord has and what the documentation says."""

import re
from pathlib import Path

import pytest

from simulator.rest import coverage, known
from simulator.rest.call import NOTHING, Operation
from simulator.rest.known import Known
from simulator.rest.operations import OPERATIONS
from tests.conftest import ROOT
from tests.spec import PATH as DOCUMENT

PAGE = ROOT / "docs" / "simulator.md"


def test_every_call_that_is_simulated_is_one_of_discords() -> None:
    theirs = {each.name: each for each in known.known()}
    for each in OPERATIONS:
        assert (each.method, _nameless(each.path)) == (theirs[each.name].method, _nameless(theirs[each.name].path))
        assert each.open is (known.OPEN in theirs[each.name].doors), each.name


def _nameless(path: str) -> str:
    return re.sub(r"\{.*?\}", "{}", path)


def test_no_call_is_simulated_twice() -> None:
    assert len({each.name for each in OPERATIONS}) == len(OPERATIONS)


def test_the_list_of_calls_is_that_of_the_document() -> None:
    if not DOCUMENT.is_file():
        pytest.skip("Discord's OpenAPI document is not at hand")
    assert known.LIST.read_text(encoding="utf-8") == known.described(DOCUMENT)


def test_the_documentation_tells_what_is_simulated() -> None:
    if not PAGE.is_file():
        pytest.skip("docs/simulator.md is not written yet")
    page = PAGE.read_text(encoding="utf-8")
    told = coverage.written(page, coverage.table(OPERATIONS, known.known()))
    assert page == told, "Run: python -m simulator.rest.coverage docs/simulator.md"


CALLS = (
    Known("GET", "/users/@me", "get_my_user", ("bot",)),
    Known("GET", "/guilds/{guild_id}/bans", "list_guild_bans", ("bot",)),
    Known("PUT", "/guilds/{guild_id}/bans/{user_id}", "ban_user_from_guild", ("bot",)),
)
OURS = (Operation("GET", "/guilds/{guild_id}/bans", "list_guild_bans", lambda _: NOTHING),)


def test_the_table_tells_by_resource() -> None:
    assert coverage.table(OURS, CALLS).splitlines() == [
        "1 of Discord's 3 calls are simulated. The others are answered with 404 and say so.",
        "",
        "| Resource | Simulated | Real but not simulated |",
        "| --- | --- | --- |",
        "| guilds / bans | `list_guild_bans` | `ban_user_from_guild` |",
        "| users | – | `get_my_user` |",
    ]


def test_the_table_is_written_into_its_section(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "simulator.md"
    page.write_text("Before.\n<!-- coverage -->\nOld.\n<!-- /coverage -->\nAfter.\n", encoding="utf-8")
    assert coverage.main([str(page)]) == 0
    told = page.read_text(encoding="utf-8")
    assert told.startswith("Before.\n<!-- coverage -->\n")
    assert told.endswith("<!-- /coverage -->\nAfter.\n")
    assert "Old." not in told
    assert coverage.main([]) == 0
    assert capsys.readouterr().out.strip() in told


def test_a_page_without_a_section_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "simulator.md"
    page.write_text("Nothing.", encoding="utf-8")
    assert coverage.main([str(page)]) == 1
    assert coverage.main([str(tmp_path / "none.md")]) == 1
    assert "<!-- coverage -->" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == "Nothing."


def test_the_list_is_written_from_a_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document, written = tmp_path / "openapi.json", tmp_path / "known.txt"
    document.write_text(
        '{"info": {"version": "10"}, "paths": {"/a/{b}": {"parameters": [], "get": {"operationId": "get_a", '
        '"security": [{}, {"BotToken": []}]}, "put": {"operationId": "put_a", "security": [{"OAuth2": []}]}, '
        '"delete": {"operationId": "delete_a"}}}}',
        encoding="utf-8",
    )
    monkeypatch.setattr(known, "LIST", written)
    assert known.main([str(document)]) == 0
    assert known.known() == (
        Known("GET", "/a/{b}", "get_a", ("open", "bot")),
        Known("PUT", "/a/{b}", "put_a", ("bearer",)),
        Known("DELETE", "/a/{b}", "delete_a", ("open",)),
    )
    assert known.main([]) == 2
    document.write_text("[]", encoding="utf-8")
    assert known.main([str(document)]) == 1
    assert "is not Discord's OpenAPI document" in capsys.readouterr().err
