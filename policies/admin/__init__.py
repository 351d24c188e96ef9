"""The editing desk of the policies. What is saved here wins over the files from then on."""

from __future__ import annotations

from policies.admin import pages, reference

__all__ = ["pages", "reference"]
