"""A plan as it is shown: nothing that a command says can break the page, the terminal or the line."""

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot
from msgspec import convert, json
from rich.cells import cell_len

from kasutamaiza.discord.command import ApplicationCommand
from kasutamaiza.interactions.registration import plan
from scripts.command_plan import MOST_MARKDOWN, Outcome, as_json, as_markdown, as_text, sentences

ROUNDS: dict[str, Any] = {"type": 4, "name": "rounds", "description": "How many.", "max_value": 10}
ONE = {"name": "One", "value": 1}
PLAY: dict[str, Any] = {"name": "play", "description": "Start a round of the game.", "options": [ROUNDS]}
THERE: list[dict[str, Any]] = [
    {"id": "1", "name": "score", "description": "See the score, and who has won how often since the beginning."},
    {
        "id": "2",
        "name": "play",
        "description": "Start a round of the game.",
        "nsfw": True,
        "options": [
            {
                "type": 3,
                "name": "style",
                "description": "Which.",
                "required": True,
                "choices": [{"name": "A", "value": 1}],
            },
            {**ROUNDS, "max_value": 20.0, "channel_types": [5, 0]},
        ],
    },
    {"id": "3", "type": 4, "name": "Launch"},
    {"id": "4", "type": 9, "name": "Later"},
    {"id": "5", "name": "same", "description": "The same."},
]
OURS: list[dict[str, Any]] = [
    PLAY,
    {"name": "same", "description": "The same."},
    {"name": "points", "description": THERE[0]["description"]},
]


def outcome(*, prune: bool = False, **more: Any) -> Outcome:
    found = plan([convert(each, ApplicationCommand) for each in OURS], THERE, prune=prune)
    return Outcome(task="plan", exit_code=2, plan=found, said="To make it so: apply", **more)


def test_a_plan_reads_like_a_list_of_changes() -> None:
    assert as_text(outcome(notes=["Look."], mentions=["</play:2>"]), width=72) == snapshot("""\
  ~ /play
      nsfw: yes → no
      options[style]: string "Which.", required → nothing
      options[rounds].channel_types: [0, 5] → nothing
      options[rounds].max_value: 20 → 10
  + /points  /score under another name? With --prune that one is
    renamed, and keeps its id
  = /score  not in commands/: kept, --prune deletes it
  = entry point → Launch  Discord's own, which opens the Activity:
    always kept
  = type 9 → Later  of a type we do not know: always kept

For all servers: 1 to create, 1 to update, 1 unchanged, 3 kept.
To make it so: apply
  </play:2>
Note: Look.
""")


def test_a_narrow_terminal_breaks_lines_under_each_other() -> None:
    assert as_text(outcome(prune=True), width=40) == snapshot("""\
  ~ /play
      nsfw: yes → no
      options[style]
        - string "Which.", required
        + nothing
      options[rounds].channel_types
        - [0, 5]
        + nothing
      options[rounds].max_value: 20 → 10
  ~ /points
      name: "score" → "points"
  = entry point → Launch  Discord's own,
    which opens the Activity: always
    kept
  = type 9 → Later  of a type we do not
    know: always kept

For all servers: 2 to update, 1
unchanged, 2 kept.
To make it so: apply
""")


def test_a_pull_request_shows_a_table() -> None:
    drawn = unescape(as_markdown(outcome(prune=True, problems=["No."])))
    assert drawn.replace("<br>", "\n<br>") == snapshot("""\
### What changes in the commands

For all servers: **2 to update, 1 unchanged, 2 kept**.

| | command | |
|---|---|---|
| ✏️ changed | <code>/play</code> | <code>nsfw</code>: <code>yes</code> → <code>no</code>
<br><code>options[style]</code>: <code>string "Which.", required</code> → <code>nothing</code>
<br><code>options[rounds].channel_types</code>: <code>[0, 5]</code> → <code>nothing</code>
<br><code>options[rounds].max_value</code>: <code>20</code> → <code>10</code> |
| ✏️ changed | <code>/points</code> | <code>name</code>: <code>"score"</code> → <code>"points"</code> |
| 📌 kept | <code>entry point → Launch</code> | <code>Discord's own, which opens the Activity: always kept</code> |
| 📌 kept | <code>type 9 → Later</code> | <code>of a type we do not know: always kept</code> |

To make it so: apply

- **Not done:** <code>No.</code>
""")


def test_programs_get_all_of_it() -> None:
    told = json.decode(as_json(outcome()))
    assert told["update"] == snapshot(
        [
            {
                "type": 1,
                "name": "play",
                "id": "2",
                "fields": [
                    {"path": "nsfw", "from": True, "to": False},
                    {
                        "path": "options[style]",
                        "from": {
                            "type": 3,
                            "name": "style",
                            "description": "Which.",
                            "required": True,
                            "choices": [{"name": "A", "value": 1}],
                        },
                        "to": None,
                    },
                    {"path": "options[rounds].channel_types", "from": [0, 5], "to": None},
                    {"path": "options[rounds].max_value", "from": 20, "to": 10},
                ],
            }
        ]
    )
    assert [each["name"] for each in told["create"]] == ["points"]
    assert told["create"][0]["formerly"] == "score"
    assert "plan" not in told
    assert json.decode(as_json(Outcome(task="apply", exit_code=3, problems=["No."])))["problems"] == ["No."]


def test_colours_are_for_terminals() -> None:
    assert "\x1b[" in as_text(outcome(), width=72, colours=True)
    plain = as_text(outcome(), width=72)
    assert re.sub(r"\x1b\[[0-9;]*m", "", as_text(outcome(), width=72, colours=True)) == plain


def test_an_address_stays_whole_to_be_copied() -> None:
    address = "https://discord.example/" + "a" * 60
    assert address in sentences([f"Add it with {address} and try again."], width=30).splitlines()


def told(text: str) -> Outcome:
    """A plan in which that text stands wherever a command of somebody else's may have one."""
    theirs = {"name": text, "description": text, "options": [{"type": 3, "name": text, "description": text}]}
    ours = convert({"name": "play", "description": "Play."}, ApplicationCommand)
    found = plan([ours], [{**theirs, "id": "1", "name": "play"}, {**theirs, "id": "2", "type": 2, "name": text or "-"}])
    return Outcome(task="plan", exit_code=2, plan=found)


HOSTILE = [
    "| a |",
    "`` ` ``",
    "<script>",
    "@everyone",
    "[a](b)",
    "a\nb",
    "\x1b[2J",
    "a\u202eb",
    "&lt;",
    "**a**",
    "\ud800",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("draw", [as_text, as_markdown])
def test_a_command_can_neither_break_a_table_nor_give_orders(text: str, draw: Any) -> None:
    drawn = draw(told(text))
    assert not [each for each in drawn if not each.isprintable() and each != "\n"]
    if draw is as_markdown:
        for row in [line for line in drawn.splitlines() if line.startswith("|")][2:]:
            assert row.count("|") == 4
            assert set(re.findall(r"<[^>]*>", row)) <= {"<code>", "</code>", "<br>"}
            assert not set("`*_[]@") & set(row)


@given(st.text(max_size=200), st.integers(20, 100))
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    drawn = as_text(told(text), width=width)
    assert max(map(cell_len, drawn.splitlines())) <= max(width, len("        - ") + 20)


def test_a_very_long_table_is_cut_before_github_refuses_it() -> None:
    there = [{"name": f"number{n}", "description": "x" * 100, "id": str(n)} for n in range(2000)]
    drawn = as_markdown(Outcome(task="plan", exit_code=0, plan=plan([], there)))
    assert len(drawn) < MOST_MARKDOWN + 1000
    assert re.search(r"\| \| and \d+ more \| `plan` shows them all \|", drawn)
