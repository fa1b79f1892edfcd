"""Discord's markdown: a table of texts and their trees, and what of it gets onto the page."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import TypedDict

import pytest
from playwright.sync_api import Page, expect

from tests.simulator.page.served import HERE, PAGE, Site

BLOW_UPS = [
    "*",
    "_",
    "**a ",
    "***a ",
    "*a**",
    "`",
    "`a``",
    "[",
    "[a](",
    "||",
    "~~",
    "> ",
    "- ",
    "<",
    "# ",
    "\\",
    "```",
    "😀",
    "h",
    "/*",
    "```js\n",
]


class Case(TypedDict, total=False):
    markdown: str
    inline: bool
    tree: str


CASES: list[Case] = json.loads((HERE / "markdown.json").read_text())


@pytest.fixture
def table(page: Page, site: Site) -> Page:
    page.goto(f"{site.url}/tests/table.html")
    page.wait_for_selector("body[data-ready]", state="attached")
    return page


def drawn(table: Page, text: str) -> str:
    html: str = table.evaluate("text => drawn(text)", text)
    return html


def test_the_table_says_what_each_text_becomes(table: Page) -> None:
    trees = table.evaluate("cases => cases.map(treeOf)", CASES)
    assert [dict(case, tree=tree) for case, tree in zip(CASES, trees, strict=True)] == CASES


def test_the_parser_runs_without_a_page(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    script = tmp_path / "table.mjs"
    script.write_text(
        f"import {{ parse }} from {json.dumps(str(PAGE / 'js/markdown/parse.js'))};\n"
        f"import {{ outline }} from {json.dumps(str(HERE / 'outline.js'))};\n"
        f"const cases = {json.dumps(CASES)};\n"
        "console.log(JSON.stringify(cases.map(({ markdown, inline }) => outline(parse(markdown, { inline })))));\n"
    )
    ran = subprocess.run([node, "--no-warnings", script], capture_output=True, text=True, check=True, timeout=30)
    assert json.loads(ran.stdout) == [case["tree"] for case in CASES]


def test_ten_thousand_characters_of_anything_are_read_at_once(table: Page) -> None:
    for piece in BLOW_UPS:
        text = (piece * 10_000)[:10_000]
        assert table.evaluate("text => milliseconds(text, 50)", text) < 50, piece


def test_what_a_text_says_never_becomes_markup(table: Page) -> None:
    drawn(table, "<img src=x onerror=alert(1)> **<b>bold</b>** `<i>` ```html\n<script>alert(1)</script>\n```")
    assert table.locator("img, body :is(b, i, script)").count() == 0
    expect(table.locator("strong")).to_have_text("<b>bold</b>")


def test_links_lead_out_safely_and_say_where(table: Page) -> None:
    drawn(table, '[rules](https://example.com/a "The rules") [bad](javascript:alert(1))')
    link = table.get_by_role("link")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("title", "The rules\nhttps://example.com/a")


def test_mentions_are_called_by_their_names_in_the_server(table: Page) -> None:
    drawn(table, "<@12> <@&202> <#301> </card search:9> <@404> <#404> <@&404> <id:guide>")
    for name in ("@Joey the Great", "#general", "/card search", "@Unknown User"):
        expect(table.get_by_role("button", name=name)).to_be_visible()
    expect(table.get_by_text("@Moderator")).to_be_visible()
    assert table.evaluate("plain('<@12> in <#301>, <@&202> **b** ||s|| <:fire:1> </a:1> <t:0:d> @here')") == (
        "@Joey the Great in #general, @Moderator b ▇▇▇ :fire: /a 1/1/70 @here"
    )


def test_a_spoiler_opens_by_key_and_by_click(table: Page) -> None:
    for key in ("Enter", None):
        drawn(table, "||a **secret**||")
        spoiler = table.get_by_role("button", name="Spoiler")
        expect(spoiler).to_have_attribute("tabindex", "0")
        spoiler.press(key) if key else spoiler.click()
        expect(spoiler).to_have_count(0)
        expect(table.locator(".spoiler-open")).to_contain_text("a secret")


def test_moments_are_written_in_every_style(table: Page) -> None:
    drawn(table, "<t:0:t>|<t:0:T>|<t:0:d>|<t:0:D>|<t:0:f>|<t:0:F>|<t:0:s>|<t:0:S>|<t:0>")
    said = table.evaluate("document.body.textContent").replace("\u202f", " ").split("|")
    assert said == [
        "12:00 AM",
        "12:00:00 AM",
        "1/1/70",
        "January 1, 1970",
        "January 1, 1970 at 12:00 AM",
        "Thursday, January 1, 1970 at 12:00 AM",
        "1/1/70, 12:00 AM",
        "1/1/70, 12:00:00 AM",
        "January 1, 1970 at 12:00 AM",
    ]
    drawn(table, "<t:99999999999999:R> <t:9999999999999:R>")
    expect(table.get_by_text("Invalid Date")).to_have_count(1)


def test_a_relative_moment_keeps_up_and_tells_the_whole_date(table: Page) -> None:
    table.clock.install(time="2026-11-28T11:00:00Z")
    table.reload()
    table.wait_for_selector("body[data-ready]", state="attached")
    # Else it goes on by itself, and on a busy machine by more than a second.
    table.clock.pause_at("2026-11-28T12:00:00Z")
    at = 1_795_867_200  # 2026-11-28T12:00:00Z
    drawn(table, f"<t:{at + 90}:R>")
    moment = table.locator("time")
    expect(moment).to_have_text("in 1 minute")
    expect(moment).to_have_attribute("title", "Saturday, November 28, 2026 at 12:01 PM")
    table.clock.run_for(60_000)
    expect(moment).to_have_text("in 30 seconds")
    table.clock.run_for(31_000)
    expect(moment).to_have_text("1 second ago")


def test_a_block_of_code_is_copied_as_it_is(table: Page) -> None:
    table.context.grant_permissions(["clipboard-read", "clipboard-write"])
    drawn(table, "```py\ndef f():\n    return '**1**'  # one\n```")
    expect(table.locator(".code-language")).to_have_text("py")
    expect(table.locator(".code-keyword").first).to_have_text("def")
    table.get_by_role("button", name="Copy").click()
    expect(table.get_by_role("button", name="Copied")).to_be_visible()
    assert table.evaluate("navigator.clipboard.readText()") == "def f():\n    return '**1**'  # one"


def test_terminal_colours_and_differences_are_shown(table: Page) -> None:
    drawn(table, "```ansi\n\u001b[1;31mred\u001b[0m \u001b[4;42mgreen\n```")
    expect(table.locator(".ansi-bold.ansi-1")).to_have_text("red")
    expect(table.locator(".ansi-underline.ansi-behind-2")).to_have_text("green")
    drawn(table, "```diff\n+ more\n- less\n@@ here\n```\n```js\nlet a = f(1, 'x') // c\n```")
    expect(table.locator(".code-added")).to_have_text("+ more\n")
    expect(table.locator(".code-call")).to_have_text("f")


def test_emoji_alone_are_large_and_have_names(table: Page) -> None:
    table.evaluate("drawn('🔥 <:blue_eyes:1>', { jumbo: true })")
    assert table.locator(".emoji-jumbo").count() == 2
    expect(table.get_by_role("img", name="fire")).to_be_visible()
    expect(table.get_by_role("img", name="blue_eyes")).to_be_visible()
    table.evaluate("drawn('🔥 hot', { jumbo: true })")
    assert table.locator(".emoji-jumbo").count() == 0
