"""How hard the rules are tested: a little each time, thoroughly on demand.

pytest tests/policies/rules --hypothesis-profile=thorough
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("default", max_examples=50, deadline=None)
settings.register_profile("thorough", max_examples=10_000, deadline=None)
