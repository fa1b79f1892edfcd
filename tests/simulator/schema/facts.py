"""What a schema says, as a set of lines: ours, and that of Discord's document, so that they can be compared.

A line is a path and one fact: `components[1].components[2].label maxLength=80`; `[1]` is a branch of a union by the
field that tells it apart, `[]` any member of a list. What a union has in all its branches stands once.
"""

from collections.abc import Iterator
from functools import singledispatch
from pathlib import Path
from typing import Any

from msgspec import json

from simulator.schema import shapes, values
from simulator.schema.answers import SuggestedValue
from simulator.schema.commands import Commands

TOLD_APART_BY = ("type", "trigger_type", "entity_type")
LIMITS = ("minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "maxProperties")
UNBOUNDED = {152133, 1521, -(2**63), 2**63 - 1, -(2**31), 2**31 - 1}
"""Limits of the document's machinery, which stand where nobody has set one; and those of the number's size."""


@singledispatch
def ours(kind: object, at: str = "") -> Iterator[str]:
    """What our schema says; of a kind without numbers, nothing."""
    yield from ()


@ours.register
def _(kind: values.Text, at: str = "") -> Iterator[str]:
    if kind.min:
        yield f"{at} minLength={kind.min}"
    if kind.max is not None:
        yield f"{at} maxLength={kind.max}"


@ours.register(values.Integer)
@ours.register(values.Number)
def _(kind: values.Integer | values.Number, at: str = "") -> Iterator[str]:
    if kind.min is not None and kind.min not in UNBOUNDED:
        yield f"{at} minimum={kind.min}"
    if kind.max is not None and kind.max not in UNBOUNDED:
        yield f"{at} maximum={kind.max}"


@ours.register(values.Url)
@ours.register(values.Nonce)
def _(kind: values.Url | values.Nonce, at: str = "") -> Iterator[str]:
    yield f"{at} maxLength={kind.max}"


@ours.register
def _(kind: values.Enum, at: str = "") -> Iterator[str]:
    yield from (f"{at} {value!r}" for value in kind.values)


@ours.register
def _(kind: shapes.List, at: str = "") -> Iterator[str]:
    if kind.min:
        yield f"{at} minItems={kind.min}"
    if kind.max is not None:
        yield f"{at} maxItems={kind.max}"
    if kind.unique:
        yield f"{at} uniqueItems"
    yield from ours(kind.of, f"{at}[]")


@ours.register
def _(kind: shapes.Object, at: str = "") -> Iterator[str]:
    tag = _tag(kind)
    at = at if tag is None else f"{at}[{tag}]"
    for name, field in kind.fields.items():
        if not isinstance(field.kind, values.Never):
            yield f"{at}.{name} {'required' if field.needed else 'optional'}"
            if tag is None or name not in TOLD_APART_BY:
                yield from ours(field.kind, f"{at}.{name}")


def _tag(kind: shapes.Object) -> int | str | None:
    """By what it is told apart from others, where it must be."""
    for name in TOLD_APART_BY:
        field = kind.fields.get(name)
        if field is not None and field.needed and isinstance(field.kind, values.Enum):
            return field.kind.values[0]
    return None


@ours.register
def _(kind: shapes.Dictionary, at: str = "") -> Iterator[str]:
    if kind.keys:
        yield f"{at} maxProperties={len(kind.keys)}"
    yield from ours(kind.of, f"{at}{{}}")


@ours.register
def _(kind: shapes.Union, at: str = "") -> Iterator[str]:
    for branch in kind.of.values():
        yield from ours(branch, at)


@ours.register
def _(kind: shapes.Either, at: str = "") -> Iterator[str]:
    yield from ours(kind.has, at)
    yield from ours(kind.lacks, at)


@ours.register
def _(kind: Commands, at: str = "") -> Iterator[str]:
    yield from ours(kind.list, at)


@ours.register
def _(kind: SuggestedValue, at: str = "") -> Iterator[str]:
    yield from ours(kind.text, at)
    yield from ours(kind.number, at)


class Document:
    """Discord's document, read in the same lines."""

    def __init__(self, path: Path) -> None:
        told = json.decode(path.read_bytes())
        self._schemas = told["components"]["schemas"]
        self._bodies = {
            operation["operationId"]: operation["requestBody"]["content"]["application/json"]["schema"]
            for methods in told["paths"].values()
            for operation in methods.values()
            if isinstance(operation, dict) and "application/json" in operation.get("requestBody", {}).get("content", {})
        }

    def facts(self, operation: str) -> frozenset[str]:
        return frozenset(self._facts(self._bodies[operation], ""))

    def _named(self, schema: Any) -> Any:
        while "$ref" in schema:
            schema = self._schemas[schema["$ref"].rpartition("/")[2]]
        return schema

    def _facts(self, schema: Any, at: str) -> Iterator[str]:
        schema = self._named(schema)
        yield from self._limits(schema, at)
        if "items" in schema:
            yield from self._facts(schema["items"], f"{at}[]")
        if isinstance(schema.get("additionalProperties"), dict):
            yield from self._facts(schema["additionalProperties"], f"{at}{{}}")
        for tag in _tags(schema):
            yield from self._fields(schema, at if tag is None else f"{at}[{tag}]", tagged=tag is not None)
        for branch in [*schema.get("oneOf", ()), *schema.get("anyOf", ())]:
            yield from self._facts(branch, at)

    def _limits(self, schema: Any, at: str) -> Iterator[str]:
        for limit in LIMITS:
            told = schema.get(limit)
            if told is not None and told not in UNBOUNDED and (told or limit == "minimum"):
                yield f"{at} {limit}={told}"
        if schema.get("uniqueItems"):
            yield f"{at} uniqueItems"
        yield from (f"{at} {value!r}" for value in schema.get("enum", ()))
        if "const" in schema:
            yield f"{at} {schema['const']!r}"

    def _fields(self, schema: Any, at: str, *, tagged: bool) -> Iterator[str]:
        for name, each in schema.get("properties", {}).items():
            yield f"{at}.{name} {'required' if name in schema.get('required', ()) else 'optional'}"
            if not tagged or name not in TOLD_APART_BY:
                yield from self._facts(each, f"{at}.{name}")


def _tags(schema: Any) -> list[Any]:
    """By what an object is told apart from others, where it must be."""
    for name in TOLD_APART_BY:
        if name in schema.get("required", ()) and "enum" in schema["properties"].get(name, {}):
            return list(schema["properties"][name]["enum"])
    return [None]
