"""A migration's operation that creates many tables at once.

Django reads all related models anew with every table that it creates, which for some sixty tables
that refer to one another costs most of the time a new installation takes. Here they are read once.
"""

from collections.abc import Sequence
from typing import Any

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """Create tables, in any order: keys between them are added when all are there."""

    serialization_expand_args = ["creates"]

    def __init__(self, creates: Sequence[CreateModel]) -> None:
        self.creates = creates

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for create in self.creates:
            create.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for create in self.creates:
            create.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for create in reversed(self.creates):
            create.database_backwards(app_label, schema_editor, from_state, to_state)
