"""What the composer and forms know without a page: which command, which option, whether it is good; as a table."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.simulator.page.served import HERE, Site

CASES: list[dict[str, Any]] = json.loads((HERE / "compose.json").read_text())
CALL = """async ({module, call, arguments: given}) => {
  const found = await import(`/js/${module}`);
  return found[call](...given);
}"""


@pytest.fixture
def blank(page: Page, site: Site) -> Page:
    page.goto(f"{site.url}/tests/blank.html")
    return page


def test_each_claim_of_the_table_holds(blank: Page) -> None:
    got = [
        case
        | {"gives": blank.evaluate(CALL, {"module": case["module"], "call": case["call"], "arguments": case["with"]})}
        for case in CASES
    ]
    assert got == CASES


def test_no_claim_is_made_twice() -> None:
    claims = [case["claim"] for case in CASES]
    assert sorted(claims) == sorted(set(claims))


def test_a_timeout_says_when_it_ends(blank: Page) -> None:
    said = blank.evaluate("""async () => {
      const { allowed } = await import("/js/compose/rules.js");
      return allowed({ bits: "8", until: 9, now: 5, formatTime: (at) => `nine (${at})` });
    }""")
    assert said == {"mayWrite": False, "mayCommand": False, "reason": "You are timed out until nine (9)."}


def test_the_picker_begins_with_what_is_used_most(blank: Page) -> None:
    said = blank.evaluate("""async () => {
      const { sections } = await import("/js/compose/match.js");
      const leaves = ["ping", "ban", "card search", "about"].map((name) => ({ name }));
      const parts = sections(leaves, new Map([["ping", 1], ["card search", 3]]), "Your Bot");
      return parts.map(({ title, leaves: own }) => [title, own.map(({ name }) => name)]);
    }""")
    assert said == [["Frequently Used", ["card search", "ping"]], ["Your Bot", ["about", "ban"]]]


ASKING = """async ({texts, answers}) => {
  const { asking } = await import("/js/compose/autocomplete.js");
  const told = [], asked = [], timers = [];
  const waiting = [];
  const bot = asking({
    ask: (text) => { asked.push(text); return new Promise((good, bad) => waiting.push({ good, bad })); },
    tell: ({ state, choices }) => told.push([state, ...choices]),
    later: (run) => timers.push(run) - 1, never: (at) => { timers[at] = null; },
  });
  for (const text of texts) {
    if (text === null) bot.stop();
    else if (text === "…") timers.splice(0).forEach((run) => run?.());
    else bot.about(text);
  }
  for (const [at, answer] of answers) answer === "broken" ? waiting[at].bad(new Error()) : waiting[at].good(answer);
  for (let turn = 0; turn < 5; turn += 1) await null;
  return { asked, told };
}"""


@pytest.mark.parametrize(
    ("texts", "answers", "asked", "told"),
    [
        pytest.param(["b", "bl", "…"], [[0, ["Blue"]]], ["bl"], ["Blue"], id="only what is typed last is asked"),
        pytest.param(
            ["b", "…", "bl", "…"], [[1, ["Blue"]], [0, ["Bat"]]], ["b", "bl"], ["Blue"], id="late answers drop"
        ),
        pytest.param(["b", "…", None], [[0, ["Bat"]]], ["b"], [], id="nothing is told once it was stopped"),
        pytest.param(["b", None, "…"], [], [], [], id="nothing is asked once it was stopped"),
        pytest.param(["", "…"], [[0, []]], [""], [], id="nothing may fit"),
    ],
)
def test_the_bot_is_asked_after_a_pause_and_the_latest_answer_counts(
    blank: Page, texts: list[str], answers: list[Any], asked: list[str], told: list[str]
) -> None:
    said = blank.evaluate(ASKING, {"texts": texts, "answers": answers})
    assert said["asked"] == asked
    assert [choice for state, *choices in said["told"] if state == "choices" for choice in choices] == told
    assert said["told"][0] == ["loading"]


@pytest.mark.parametrize("answer", [None, "broken"])
def test_no_answer_is_told_as_failed(blank: Page, answer: str | None) -> None:
    said = blank.evaluate(ASKING, {"texts": ["b", "…"], "answers": [[0, answer]]})
    assert said["told"] == [["loading"], ["failed"]]
