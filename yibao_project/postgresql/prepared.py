"""Statements that take longer to plan than to run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakSet


class Prepared:
    """A statement that PostgreSQL plans once for each connection.

    `parameters` are the types of its $1, $2 …; `statement` gives its text when it is first needed.
    """

    def __init__(self, name: str, *, parameters: str, statement: Callable[[], str]) -> None:
        self.name, self.parameters, self.statement = name, parameters, statement
        self.sessions: WeakSet[Any] = WeakSet()

    def execute(self, cursor: Any, *values: object) -> None:
        session = cursor.connection
        if session not in self.sessions:
            session.execute(f"PREPARE {self.name} ({self.parameters}) AS {self.statement()}")
            self.sessions.add(session)
        cursor.execute(f"EXECUTE {self.name}({', '.join(['%s'] * len(values))})", values)
