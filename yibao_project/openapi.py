"""The contract with clients: what drf-spectacular finds, and how each operation may be refused.

docs/openapi.yaml is this contract written down; docs/api.md says how to use it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiResponse
from rest_framework import exceptions
from rest_framework_simplejwt.exceptions import InvalidToken

from yibao_project.errors import INVALID, KEY_MALFORMED, KEY_REUSED, MESSAGES, error_body
from yibao_project.versions import CHANGED, WRITES, Versioned

JSON = "application/json"
EXAMPLES = Path(__file__).with_name("openapi_examples.json")
ERROR = {
    "type": "object",
    "description": "没有成功时的回答，处处一样。",
    "properties": {
        "code": {"type": "string", "description": "给程序判断用。"},
        "message": {"type": "string", "description": "一句话：怎么了、怎么办，可以直接给居民看。"},
        "fields": {
            "type": "object",
            "additionalProperties": {},
            "description": "哪一项填得不对，怎么改。",
        },
    },
    "required": ["code", "message"],
}
IF_MATCH = "读到的版本（ETag）。在这之后别处改过，就回答 412，什么也不改；不带就直接改。"
IF_NONE_MATCH = "填 *：已经有了就回答 412，什么也不改。"
KEY = "这一次提交的编号，由客户端随机生成。没收到回答时用同一个编号重发，只会办一次，回答相同。"
NOT_LOGGED_IN = dict(
    MESSAGES[kind]
    for kind in (
        exceptions.NotAuthenticated,
        InvalidToken,
        exceptions.AuthenticationFailed,
    )
)


class Refused(OpenApiResponse):
    """A refusal that one operation has of its own: its error codes, each with its sentence."""

    def __init__(self, **sentences: str) -> None:
        super().__init__()
        self.sentences = sentences


class Contract(AutoSchema):
    """Adds to each operation the refusals that follow from its view, and the examples."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        usual = dict(self._usual_refusals(operation))
        own = dict(self._own_refusals())
        answers = operation["responses"]
        for status, answer in answers.items():
            if status < "300":
                answer["description"] = "成功。"
        for status in usual | own:
            sentences = usual.get(status, {}) | own.get(status, {})
            refusal = self._refusal(sentences)
            # What many operations have in common is written down once.
            shared = ".".join(sentences) if status not in own else ""
            answers[status] = self._component("responses", shared, refusal) if shared else refusal
        operation["responses"] = dict(sorted(answers.items()))
        if isinstance(self.view, Versioned):
            self._tell_versions(operation)
        if self._is_answered_once():
            operation.setdefault("parameters", []).append(_header("Idempotency-Key", KEY))
        _illustrate(operation)
        return operation

    def _is_answered_once(self) -> bool:
        """Whether `accounts.idempotency.answered_once` guards this operation."""
        return hasattr(getattr(self.view, self.method.lower()), "answered_once")

    def _tell_versions(self, operation: dict[str, Any]) -> None:
        known = operation.setdefault("parameters", [])
        if self.method in WRITES:
            known += [_header("If-Match", IF_MATCH), _header("If-None-Match", IF_NONE_MATCH)]
        else:
            known.append(_header("If-None-Match", "读过的版本；没有变时回答 304。"))
            operation["responses"]["304"] = {"description": "没有变。"}
        if "200" in operation["responses"]:
            operation["responses"]["200"]["headers"] = {
                "ETag": {"schema": {"type": "string"}, "description": "这一项现在的版本。"}
            }

    def _usual_refusals(self, operation: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
        parameters = operation.get("parameters", [])
        keyed = [KEY_MALFORMED] if self._is_answered_once() else []
        has_body = "requestBody" in operation
        if has_body or keyed:  # a key is compared together with whatever was sent
            wrong = [INVALID] if has_body else []
            yield "400", dict([*wrong, MESSAGES[exceptions.ParseError], *keyed])
            yield "415", dict([MESSAGES[exceptions.UnsupportedMediaType]])
        elif any(each["in"] == "query" for each in parameters):
            yield "400", dict([INVALID])
        if operation.get("security"):
            yield "401", NOT_LOGGED_IN
        permissions: list[Any] = [*self.view.get_permissions()]
        for permission in permissions:
            if hasattr(permission, "asks") and permission.asks(self.method, self.view):
                yield "403", {permission.code: permission.message}
        if any(each["in"] == "path" or each["name"] == "cursor" for each in parameters):
            yield "404", dict([MESSAGES[exceptions.NotFound]])
        if isinstance(self.view, Versioned) and self.method in WRITES:
            yield "412", dict([CHANGED])
        if keyed:
            yield "422", dict([KEY_REUSED])
        yield "429", dict([MESSAGES[exceptions.Throttled]])

    def _own_refusals(self) -> Iterator[tuple[str, dict[str, str]]]:
        declared: Any = self.get_response_serializers()
        if isinstance(declared, dict):
            for status, answer in declared.items():
                if isinstance(answer, Refused):
                    yield str(status), answer.sentences

    def _refusal(self, sentences: dict[str, str]) -> dict[str, Any]:
        code = {"type": "string", "enum": [*sentences]}
        return {
            "description": "".join(sentences.values()),
            "content": {
                JSON: {
                    "schema": {
                        "allOf": [
                            self._component("schemas", "Error", ERROR),
                            {"type": "object", "properties": {"code": code}},
                        ]
                    },
                    "examples": {
                        code: {"value": error_body(code, sentence)}
                        for code, sentence in sentences.items()
                    },
                }
            },
        }

    def _component(self, kind: str, name: str, schema: dict[str, Any]) -> dict[str, Any]:
        component = ResolvedComponent(name=name, type=kind, schema=schema, object=Contract)  # type: ignore[no-untyped-call]
        self.registry.register_on_missing(component)
        return component.ref


def overlapping_forms(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """What fits one form of a body may fit another as well, so these are “any of”, not “one of”."""
    for schema in result["components"]["schemas"].values():
        if "oneOf" in schema and "discriminator" not in schema:
            schema["anyOf"] = schema.pop("oneOf")
    return result


def _header(name: str, description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "schema": {"type": "string"},
        "description": description,
    }


def _illustrate(operation: dict[str, Any]) -> None:
    """Put an example to the body and to each answer that has none of its own."""
    known = _examples().get(operation["operationId"], {})
    for place, body in {"request": operation.get("requestBody"), **operation["responses"]}.items():
        if place in known:
            body["content"][JSON].setdefault("examples", {"例子": {"value": known[place]}})


@cache
def _examples() -> dict[str, dict[str, Any]]:
    """Example bodies by operation: what is sent as "request", what comes back by its status."""
    read: dict[str, dict[str, Any]] = json.loads(EXAMPLES.read_text())
    return read
