"""The contract that clients are generated from: whole, in Chinese, with examples and refusals."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

JSON = "application/json"
BODILESS = ("204", "304")


class Operation(NamedTuple):
    name: str
    said: dict[str, Any]

    def bodies(self) -> dict[str, dict[str, Any]]:
        """What is sent and what comes back as JSON, by status."""
        bodies = {"request": self.said["requestBody"]} if "requestBody" in self.said else {}
        return {
            place: body["content"][JSON]
            for place, body in (bodies | self.said["responses"]).items()
            if JSON in body.get("content", {})
        }


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    GENERATOR_STATS.reset()
    with GENERATOR_STATS.silence():
        generated: dict[str, Any] = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    assert [*GENERATOR_STATS._warn_cache, *GENERATOR_STATS._error_cache] == []
    return generated


@pytest.fixture(scope="module")
def operations(schema: dict[str, Any]) -> list[Operation]:
    shared = schema["components"]["responses"]
    found = [operation for path in schema["paths"].values() for operation in path.values()]
    for operation in found:
        for status, answer in operation["responses"].items():
            if "$ref" in answer:
                operation["responses"][status] = shared[answer["$ref"].rsplit("/", 1)[1]]
    return [Operation(operation["operationId"], operation) for operation in found]


def test_the_contract_is_valid_openapi_3_1(schema: dict[str, Any]) -> None:
    assert schema["openapi"] == "3.1.0"
    validate_schema(schema)  # type: ignore[no-untyped-call]
    assert all(path.startswith("/api/v1/") for path in schema["paths"])


def test_every_operation_says_in_chinese_what_it_does(operations: list[Operation]) -> None:
    for name, said in operations:
        words = [said.get("summary", ""), *said["tags"]]
        assert all(any(letter > "\u4e00" for letter in word) for word in words), name


def test_every_body_has_an_example_that_keeps_the_contract(
    schema: dict[str, Any], operations: list[Operation]
) -> None:
    wrong = []
    for operation in operations:
        for place, body in operation.bodies().items():
            whole = Draft202012Validator({**body["schema"], "components": schema["components"]})
            examples = body.get("examples", {"no example": {"value": None}})
            for name, example in examples.items():
                for error in whole.iter_errors(example["value"]):
                    wrong.append(f"{operation.name} {place} {name}: {error.message}")
    assert not wrong, "\n".join(wrong)


def test_a_link_leads_to_every_operation_about_a_thing_that_has_a_number(
    operations: list[Operation],
) -> None:
    """So that a client, or whoever tests the contract, walks from creating a thing to using it."""
    carried: dict[str, set[str]] = {}
    for source in operations:
        for answer in source.said["responses"].values():
            for link in answer.get("links", {}).values():
                carried.setdefault(link["operationId"], set()).update(link["parameters"])
    for name, said in operations:
        numbers = {
            each["name"]
            for each in said.get("parameters", [])
            if each["in"] == "path" and (each["name"] == "id" or each["name"].endswith("_id"))
        }
        assert numbers <= carried.get(name, set()), name


def test_every_operation_tells_how_it_may_be_refused(operations: list[Operation]) -> None:
    for name, said in operations:
        answers = said["responses"]
        expected = {"429"}
        expected |= {"401"} if said.get("security") else set()
        expected |= {"400", "415"} if "requestBody" in said else set()
        assert expected <= set(answers), name
        for status, answer in answers.items():
            if status >= "400":
                codes = answer.get("content", {}).get(JSON, {}).get("examples")
                assert codes, f"{name} {status}: say which error codes, with Refused"
