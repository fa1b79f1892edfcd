"""The schema says what Discord's document says, field by field and number by number, or else why not."""

import re
from functools import cache

import pytest
from msgspec import json

from simulator.schema import operations
from simulator.schema.calls import CALLS
from tests.openapi import OpenApi
from tests.simulator.schema.bodies import SENT_AS, Sent, command, message, modal
from tests.simulator.schema.facts import Document, ours
from tests.spec import PATH, Check
from tests.vocabulary import accepted_commands, accepted_layouts, accepted_messages, accepted_modals
from tests.vocabulary.test_refusals import RULES

DOCS_32_LOCALES = "the docs list 32 locales"
DOCS_CHANNELS = "the docs have media channels (16)"
NEWER = "in the docs since August 2026, the document is of July"
OF_ONE_SCHEMA = "needed by slash commands; the document has one schema for all types of commands"
NOT_JUDGED = "a deferred update has no data that Discord would look at"

OURS = {
    r"_localizations maxProperties=32": DOCS_32_LOCALES,
    r"channel_types\[\] 16": DOCS_CHANNELS,
    r"^(\[\])?\.type 16": DOCS_CHANNELS,
    r"\.file_types(\[\])? .*": NEWER,
    r"\.choices\[\]\.value maxLength=100": "the docs allow 100 characters, the document 6000",
    r"\.(value|min_value|max_value) (minimum=-|maximum=)9007199254740992": "the docs bound numbers by 2^53",
    r"^(\[\])?\.(nsfw|default_permission) optional": "in the docs alone",
    r"^(\[\])?\.description (required|minLength=1)": OF_ONE_SCHEMA,
    r"emoji\.(name|animated) optional": "a partial emoji of the docs; by its id alone is taken",
    r"\.content maxLength=2000": "2000 for bots; 4000 is what people pay for",
    r"\.poll_media\.text maxLength=55": "the docs allow 55 characters, the document 300",
    r"\.message_reference\.type 1": "the docs have forwards",
    r"\.custom_message maxLength=150": "the docs allow 150 characters, the document 300",
    r"\.roles maxItems=250": "the docs allow 250 roles",
    r"^\[[12]\]\.channel_id required": "the docs ask for the channel of an event in a channel",
    r"^\[3\]\.scheduled_end_time required": "the docs ask when an event elsewhere ends",
    r"^\.entity_metadata\.location optional": "the edit of an event that stays where it is",
    r"^\[9\]\.data\.components maxItems=5": "the docs allow 5, the document 40",
    r"^\[9\]\.data\.components\[\]\[1\]\.components maxItems=1": "the docs allow one text input in a row",
    r"^\[9\]\.data\.components\[\]\[1\]\.components\[\]\[4\]\.label required": "there it has nothing else to tell",
    r"^\[4\]\.data required": "an answer of a message needs the message",
    r"^\[\]\.id required": "without its id no role is moved",
}
THEIRS = {
    r"_localizations maxProperties=34": DOCS_32_LOCALES,
    r"\.choices\[\]\.value maxLength=6000": "the docs allow 100 characters",
    r"\.options\[\]\[[12]\]\.required optional": "the docs have no required sub-commands and groups",
    r"\.value (minimum=-|maximum=)9007199254740991": "a suggestion may be for a whole number or for any",
    r"^\.trigger_metadata\.allow_list maxItems=100": "1000 for presets, and an edit need not tell the trigger",
    r"emoji\.name required": "by its id alone is taken",
    r"\.content maxLength=4000": "2000 for bots; 4000 is what people pay for",
    r"\.poll_media\.text maxLength=300": "the docs allow 55 characters",
    r"\.custom_message maxLength=300": "the docs allow 150 characters",
    r"\.roles maxItems=350": "the docs allow 250 roles",
    r"^\[[12]\]\.channel_id optional": "the docs ask for the channel of an event in a channel",
    r"^\[3\]\.scheduled_end_time optional": "the docs ask when an event elsewhere ends",
    r"^\.entity_metadata\.location required": "the edit of an event that stays where it is",
    r"^\[9\]\.data\.components maxItems=40": "the docs allow 5",
    r"^\[9\]\.data\.components\[\]\[1\]\.components maxItems=5": "the docs allow one text input in a row",
    r"^\[9\]\.data\.components\[\]\[1\]\.components\[\]\[4\]\.label optional": "there it has nothing else to tell",
    r"^\[9\].*\[4\]\.label (optional|m..Length=.*)": "a text input in a label has no label",
    r"^\[6\]\.data.*": NOT_JUDGED,
    r"^\[4\]\.data optional": "an answer of a message needs the message",
    r"^\[13\].*": "in the document alone",
    r"^\.user_limit maximum=99": "of threads alone, and the body does not tell",
    r"^\[\]\.id optional": "without its id no role is moved",
    r"\.attachments\[\]\.duration_secs minimum=0": "as a float",
}
"""Lines of one that the other lacks, and why. None may be without a use."""


@cache
def document() -> Document:
    return Document(PATH)


def differences(operation: str) -> tuple[frozenset[str], frozenset[str]]:
    mine, told = frozenset(ours(CALLS[operation])), document().facts(operation)
    return mine - told, told - mine


@pytest.mark.parametrize("operation", sorted(operations()))
def test_a_call_takes_the_fields_and_has_the_limits_of_the_document(operation: str, spec: Check | None) -> None:
    if spec is None:
        pytest.skip("Discord's OpenAPI document is not at hand")
    unexplained = [
        f"{side}: {line}"
        for side, lines, known in zip(("ours", "theirs"), differences(operation), (OURS, THEIRS), strict=True)
        for line in sorted(lines)
        if not any(re.search(f"{pattern}$", line) for pattern in known)
    ]
    assert unexplained == []


def test_every_difference_that_is_explained_is_there(spec: Check | None) -> None:
    if spec is None:
        pytest.skip("Discord's OpenAPI document is not at hand")
    both = [differences(operation) for operation in operations()]
    stale = [
        pattern
        for number, known in enumerate((OURS, THEIRS))
        for pattern in known
        if not any(re.search(f"{pattern}$", line) for pair in both for line in pair[number])
    ]
    assert stale == []


EXAMPLES: list[tuple[str, Sent]] = [
    *((each.name, message(each.payload, private=each.private)) for each in accepted_messages.EXAMPLES),
    *((each.name, message(each.payload, private=each.private)) for each in accepted_layouts.EXAMPLES),
    *((each.name, modal(each.payload)) for each in accepted_modals.EXAMPLES),
    *((each.name, command(each.payload)) for each in accepted_commands.EXAMPLES),
]
OF_A_V2_MESSAGE = "an edit that leaves the flag out"


@pytest.mark.parametrize("sent", [sent for _, sent in EXAMPLES], ids=[name for name, _ in EXAMPLES])
def test_what_the_documentation_gives_as_an_example_is_taken_by_both(sent: Sent, spec: Check | None) -> None:
    if sent == dict(EXAMPLES)[OF_A_V2_MESSAGE]:
        sent = Sent(sent.body["data"], "update_original_webhook_message", was_v2=True)
    assert sent.verdict.ok, sent.verdict.sentences()
    assert sent.verdict.warnings == ()
    if spec is not None:
        spec(sent.target, json.encode(sent.body))


@pytest.mark.parametrize("kind", sorted({name.partition(":")[0] for name, _ in RULES}))
def test_what_the_document_refuses_of_the_vocabulary_is_refused_here(kind: str, spec: Check | None) -> None:
    if spec is None:
        pytest.skip("Discord's OpenAPI document is not at hand")
    told = OpenApi(PATH)
    loose = []
    for name, rule in RULES:
        if name.partition(":")[0] == kind:
            sent = SENT_AS[kind](rule.build(rule.wrong))
            if sent.verdict.ok and told.errors(sent.target, sent.body):
                loose.append(name)
    assert loose == []


LOOSER_HERE = r"between blanks|a kind of channel that there is not"
"""The docs measure an embed without the blanks around its texts, and know media channels."""


@pytest.mark.parametrize("kind", sorted({name.partition(":")[0] for name, _ in RULES}))
def test_what_is_taken_of_the_vocabulary_is_taken_by_the_document(kind: str, spec: Check | None) -> None:
    if spec is None:
        pytest.skip("Discord's OpenAPI document is not at hand")
    told = OpenApi(PATH)
    for name, rule in RULES:
        if name.partition(":")[0] == kind and not re.search(LOOSER_HERE, name):
            sent = SENT_AS[kind](rule.build(rule.right))
            assert told.errors(sent.target, sent.body) == [], name
