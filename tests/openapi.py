"""Discord's OpenAPI document as a judge of JSON: what is wrong with a body, for a schema or an operation."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

_BASE = "urn:discord"
NAMES = {
    "callback": "op:create_interaction_response",
    "command": "ApplicationCommandCreateRequest",
    "commands": "op:bulk_set_application_commands",
    "edit_original": "op:update_original_webhook_message",
    "followup": "IncomingWebhookInteractionRequest",
    "message": "op:create_message",
}


class OpenApi:
    """The document, for what we send. With `strict`, members that it does not declare are wrong too.

    It takes integers written as strings and ids written as integers, which the API takes and the document does not.
    """

    def __init__(self, path: Path, *, strict: bool = False) -> None:
        document = json.loads(path.read_text(encoding="utf-8"))
        self._registry = Registry[Any]().with_resource(_BASE, DRAFT202012.create_resource(document))
        self._operations = {
            operation["operationId"]: f"/paths/{_escaped(path)}/{method}/requestBody/content/application~1json/schema"
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
            if isinstance(operation, dict) and "operationId" in operation
        }
        self._schemas = document["components"]["schemas"]
        rules = {"type": _type, "oneOf": self._one_of} | ({"properties": _properties} if strict else {})
        self._class = extend(Draft202012Validator, rules)

    def errors(self, target: str, body: object) -> list[str]:
        """What Discord would refuse in `body`, each by its path.

        `target` is one of NAMES, "op:" and the id of an operation that takes it, or a schema's name.
        """
        kind, _, operation = (target := NAMES.get(target, target)).partition(":")
        pointer = self._operations[operation] if kind == "op" else f"/components/schemas/{target}"
        reference = f"{_BASE}#{pointer}".replace("{", "%7B").replace("}", "%7D")
        validator = self._class({"$ref": reference}, registry=self._registry, format_checker=_FORMATS)
        return sorted(
            {f"{each.json_path}: {each.message[:200]}" for top in validator.iter_errors(body) for each in _ends(top)}
        )

    def _one_of(self, validator: Any, branches: Sequence[Any], body: Any, schema: Any) -> Iterator[ValidationError]:
        """`oneOf` looking only at the branches that take the body's type: all of them would take ten times."""
        left = [branch for branch in branches if self._may_be(branch, body)] or branches
        yield from Draft202012Validator.VALIDATORS["oneOf"](validator, left, body, schema)

    def _may_be(self, branch: Any, body: Any) -> bool:
        if not isinstance(body, dict):
            return True
        named = self._schemas.get(str(branch.get("$ref")).rpartition("/")[2], branch)
        types = named.get("properties", {}).get("type", {}).get("enum") if branch.get("type") != "null" else []
        return types is None or body.get("type") in types


def _escaped(path: str) -> str:
    return path.replace("~", "~0").replace("/", "~1")


def _ends(error: ValidationError) -> Iterator[ValidationError]:
    """What an error of a union comes from: what is wrong in the branch of the right type that is nearest to fitting."""
    branches: dict[Any, list[ValidationError]] = {}
    for each in error.context or ():
        branches.setdefault(each.schema_path[0], []).append(each)
    fitting = [each for each in branches.values() if not any(map(_is_of_another_type, each))]
    if not fitting:
        yield error
        return
    for each in min(fitting, key=len):
        yield from _ends(each)


def _is_of_another_type(error: ValidationError) -> bool:
    is_null = error.validator == "type" and not error.path and error.validator_value == "null"
    return is_null or (error.validator in ("enum", "const", "oneOf") and list(error.path) == ["type"])


def _type(validator: Any, types: Any, body: Any, schema: Any) -> Iterator[ValidationError]:
    wanted = [types] if isinstance(types, str) else types
    number = "integer" in wanted and isinstance(body, str) and re.fullmatch(r"-?\d+", body)
    snowflake = schema.get("format") == "snowflake" and type(body) is int
    if not (number or snowflake or any(validator.is_type(body, each) for each in wanted)):
        yield ValidationError(f"{body!r} is not of type {' or '.join(wanted)}")


def _properties(validator: Any, properties: Any, body: Any, schema: Any) -> Iterator[ValidationError]:
    if not validator.is_type(body, "object"):
        return
    for name in properties.keys() & body.keys():
        yield from validator.descend(body[name], properties[name], path=name, schema_path=name)
    if "additionalProperties" not in schema:
        yield from (ValidationError(f"{name!r} is not declared") for name in body.keys() - properties.keys())


def _is_snowflake(body: object) -> bool:
    return not isinstance(body, str) or (body.isdecimal() and int(body) < 2**64)


def _is_time(body: object) -> bool:
    return not isinstance(body, str) or ("T" in body and dt.datetime.fromisoformat(body) is not None)


def _is_address(body: object) -> bool:
    return not isinstance(body, str) or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://\S+$", body) is not None


def _is_int32(body: object) -> bool:
    return type(body) is not int or -(2**31) <= body < 2**31


_FORMATS = FormatChecker(formats=())
_FORMATS.checkers = {
    "snowflake": (_is_snowflake, ()),
    "date-time": (_is_time, ValueError),
    "uri": (_is_address, ()),
    "int32": (_is_int32, ()),
}
