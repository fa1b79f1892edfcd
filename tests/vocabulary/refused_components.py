"""Buttons, selects and their rows that Discord would refuse in a message."""

from tests.vocabulary.payloads import button, link, message, option, row, select, user_select, without
from tests.vocabulary.rule import COMPONENTS, OPENAPI, Payload, Rule, documented


def rows(*each: Payload) -> Payload:
    return {"content": "Your turn.", "components": list(each)}


def in_row(components: list[Payload]) -> Payload:
    return rows(row(*components))


def alone(component: Payload) -> Payload:
    return rows(row(component))


def press(parts: Payload) -> Payload:
    return alone({**button(), **parts})


def go(parts: Payload) -> Payload:
    return alone({**link(), **parts})


def buy(parts: Payload) -> Payload:
    return alone({"type": 2, "style": 6, "sku_id": "700100200300400544", **parts})


def choose(parts: Payload) -> Payload:
    return alone({**select(), **parts})


def choice(parts: Payload) -> Payload:
    return alone(select(options=[option(1, **parts)]))


def options(count: int) -> list[Payload]:
    return [option(number) for number in range(count)]


def full(parts: Payload) -> Payload:
    """A select of as many options as there may be."""
    return choose({"options": options(25), **parts})


def rival(parts: Payload) -> Payload:
    return alone({**user_select(), **parts})


def users(*ids: str) -> list[Payload]:
    return [{"id": each, "type": "user"} for each in ids]


ROWS = documented(
    f"{COMPONENTS}#action-row",
    message,
    Rule(
        "buttons in a row",
        lambda count: in_row([button(number) for number in range(count)]),
        5,
        6,
        "components 5",
        "action_row.buttons_max",
    ),
    Rule(
        "selects in a row",
        lambda count: in_row([select(custom_id=f"deck {number}") for number in range(count)]),
        1,
        2,
        "selects? 1|one|single|alone",
        "action_row.selects_max",
    ),
    Rule("a select beside a button", in_row, [select()], [select(), button()], "selects?"),
    Rule("a button beside a select", in_row, [button(), button(1)], [button(), user_select()], "selects?"),
    Rule(
        "a row of nothing", lambda components: rows({"type": 1, "components": components}), [button()], [], "components"
    ),
    Rule("a row in a row", alone, button(), row(), "components"),
    Rule(
        "a text input in a message",
        alone,
        button(),
        {"type": 4, "custom_id": "x", "style": 1},
        "components",
    ),
    Rule("a button without a row", lambda component: rows(component), row(), button(), "components"),
)

ANATOMY = documented(
    f"{COMPONENTS}#anatomy-of-a-component",
    message,
    Rule(
        "custom_id",
        press,
        {"custom_id": "x" * 100},
        {"custom_id": "x" * 101},
        "custom_id 100",
        "component.custom_id_max",
    ),
    Rule("an empty custom_id", press, {"custom_id": "x"}, {"custom_id": ""}, "custom_id 1", "component.custom_id_min"),
    Rule(
        "custom_id of a select",
        choose,
        {"custom_id": "x" * 100},
        {"custom_id": "x" * 101},
        "custom_id 100",
        "component.custom_id_max",
    ),
    Rule("a custom_id twice in a row", lambda number: in_row([button(), button(number)]), 1, 0, "custom_id"),
    Rule("a custom_id twice in two rows", lambda number: rows(row(button()), row(button(number))), 1, 0, "custom_id"),
    Rule(
        "a custom_id of a button and a select",
        lambda custom_id: rows(row(button(custom_id="x")), row(select(custom_id=custom_id))),
        "y",
        "x",
        "custom_id",
    ),
    Rule("an id twice", lambda number: in_row([button(1, id=number), button(2, id=number)]), 0, 7, "id"),
    Rule("an id twice, one of it a row's", lambda number: rows(row(button(id=7), id=number)), 8, 7, "id"),
    Rule(
        "an id beyond 32 bits",
        press,
        {"id": 2**31 - 1},
        {"id": 2**32},
        "id 2147483647|2147483648|4294967295|4294967296|32",
        "component.id_bits",
    ),
    Rule("an id below nothing", press, {"id": 0}, {"id": -1}, "id"),
)

BUTTONS = documented(
    f"{COMPONENTS}#button",
    message,
    Rule("label", press, {"label": "x" * 80}, {"label": "x" * 81}, "label 80", "button.label_max"),
    Rule(
        "url",
        lambda size: go({"url": "https://x.example/" + "x" * (size - 18)}),
        512,
        513,
        "url 512",
        "button.url_max",
    ),
    Rule("a button to press without custom_id", alone, button(), without(button(), "custom_id"), "custom_id"),
    Rule("a button to press with a url", press, {}, {"url": "https://x.example"}, "url"),
    Rule("a button to press with a sku_id", press, {"style": 4}, {"style": 4, "sku_id": "7"}, "sku_id"),
    Rule("a link without a url", alone, link(), without(link(), "url"), "url"),
    Rule("a link with a sku_id", go, {}, {"sku_id": "7"}, "sku_id"),
    Rule("a link with a custom_id", go, {}, {"custom_id": "x"}, "custom_id"),
    Rule("a purchase without sku_id", alone, {"type": 2, "style": 6, "sku_id": "7"}, {"type": 2, "style": 6}, "sku_id"),
    Rule("a purchase with a label", buy, {}, {"label": "Buy"}, "label"),
    Rule("a purchase with an emoji", buy, {}, {"emoji": {"name": "🛒"}}, "emoji"),
    Rule("a purchase with a url", buy, {}, {"url": "https://x.example"}, "url"),
    Rule("a purchase with a custom_id", buy, {}, {"custom_id": "x"}, "custom_id"),
    Rule("a style that there is not", press, {"style": 3}, {"style": 7}, "style"),
    Rule("no style", alone, button(), without(button(), "style"), "style"),
    Rule(
        "an emoji that is no id", press, {"emoji": {"name": "x", "id": "7"}}, {"emoji": {"name": "x", "id": "x"}}, "id"
    ),
)

SELECTS = documented(
    f"{COMPONENTS}#string-select",
    message,
    Rule("options", lambda count: choose({"options": options(count)}), 25, 26, "options 25", "select.options_max"),
    Rule("no options", lambda count: choose({"options": options(count)}), 1, 0, "options 1"),
    Rule("options left out", alone, select(), without(select(), "options"), "options"),
    Rule("no custom_id", alone, select(), without(select(), "custom_id"), "custom_id"),
    Rule(
        "placeholder",
        choose,
        {"placeholder": "x" * 150},
        {"placeholder": "x" * 151},
        "placeholder 150",
        "select.placeholder_max",
    ),
    Rule(
        "label of an option", choice, {"label": "x" * 100}, {"label": "x" * 101}, "label 100", "select.option_label_max"
    ),
    Rule(
        "value of an option", choice, {"value": "x" * 100}, {"value": "x" * 101}, "value 100", "select.option_value_max"
    ),
    Rule(
        "description of an option",
        choice,
        {"description": "x" * 100},
        {"description": "x" * 101},
        "description 100",
        "select.option_description_max",
    ),
    Rule("an empty label", choice, {"label": "x"}, {"label": ""}, "label"),
    Rule("an empty value", choice, {"value": "x"}, {"value": ""}, "value"),
    Rule("fewer than none", choose, {"min_values": 0}, {"min_values": -1}, "min_values 0", "select.min_values_min"),
    Rule(
        "at least too many",
        full,
        {"min_values": 25, "max_values": 25},
        {"min_values": 26, "max_values": 25},
        "min_values 25",
        "select.values_max",
    ),
    Rule("too many", full, {"max_values": 25}, {"max_values": 26}, "max_values 25", "select.values_max"),
    Rule("at most none", choose, {"max_values": 1}, {"max_values": 0}, "max_values 1"),
    Rule(
        "at least more than at most",
        full,
        {"min_values": 3, "max_values": 3},
        {"min_values": 3, "max_values": 2},
        "min_values max_values",
    ),
    Rule("at least more than one, at most unsaid", full, {"min_values": 1}, {"min_values": 2}, "min_values max_values"),
)

FILLED_SELECTS = documented(
    f"{COMPONENTS}#user-select",
    message,
    Rule("user select: placeholder", rival, {"placeholder": "x" * 150}, {"placeholder": "x" * 151}, "placeholder 150"),
    Rule("user select: too many", rival, {"max_values": 25}, {"max_values": 26}, "max_values 25", "select.values_max"),
    Rule(
        "defaults beyond the most",
        rival,
        {"max_values": 2, "default_values": users("1", "2")},
        {"max_values": 1, "default_values": users("1", "2")},
        "default_values 1",
    ),
    Rule(
        "defaults below the least",
        rival,
        {"min_values": 1, "max_values": 2, "default_values": users("1")},
        {"min_values": 2, "max_values": 2, "default_values": users("1")},
        "default_values 2",
    ),
    Rule(
        "a role as the default of users",
        rival,
        {"default_values": users("1")},
        {"default_values": [{"id": "1", "type": "role"}]},
        "default_values|type",
    ),
    Rule(
        "a channel as the default of mentionables",
        lambda kind: rival({"type": 7, "default_values": [{"id": "1", "type": kind}]}),
        "role",
        "channel",
        "default_values|type",
    ),
    Rule("a default that is no id", rival, {"default_values": users("1")}, {"default_values": users("x")}, "id"),
    Rule(
        "a kind of default that there is not",
        rival,
        {"default_values": users("1")},
        {"default_values": [{"id": "1", "type": "guild"}]},
        "type",
    ),
    Rule(
        "a kind of channel that there is not",
        rival,
        {"type": 8, "channel_types": [*range(6), *range(10, 17)]},
        {"type": 8, "channel_types": [99]},
        "channel_types",
    ),
)

SEEN = documented(
    "seen, not documented: Discord answers SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    message,
    Rule(
        "a value twice",
        lambda value: choose({"options": [option(1), option(2, value=value)]}),
        "deck-2",
        "deck-1",
        "options|value deck-1",
    ),
)

BOUNDS = documented(
    f"{OPENAPI} ChannelSelectComponentForMessageRequest",
    message,
    Rule(
        "a kind of channel twice",
        rival,
        {"type": 8, "channel_types": [0, 2]},
        {"type": 8, "channel_types": [0, 0]},
        "channel_types",
    ),
    Rule(
        "an emoji's name",
        press,
        {"emoji": {"name": "x" * 32, "id": "7"}},
        {"emoji": {"name": "x" * 33, "id": "7"}},
        "name 32",
    ),
)

RULES = [*ROWS, *ANATOMY, *BUTTONS, *SELECTS, *FILLED_SELECTS, *SEEN, *BOUNDS]
