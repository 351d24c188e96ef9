"""What may stand in the short texts that residents write."""

from __future__ import annotations

import re
import unicodedata

ZERO_WIDTH_JOINER = "\u200d"  # joins the parts of one emoji
VISIBLE = frozenset("LNPS")
PERSONAL_NUMBER = re.compile(r"\d{6}")
BETWEEN_DIGITS = re.compile(r"[\s\W_]+")


def clean_text(text: str) -> str:
    """`text` without control and invisible characters; empty when nothing visible is left."""
    kept = "".join(
        letter
        for letter in text
        if letter == ZERO_WIDTH_JOINER or unicodedata.category(letter)[0] != "C"
    )
    visible = any(unicodedata.category(letter)[0] in VISIBLE for letter in kept)
    return kept.strip() if visible else ""


def looks_like_personal_number(text: str) -> bool:
    """Six digits in a row, however spaced: an identity, telephone or bank number, or part of one."""
    return PERSONAL_NUMBER.search(BETWEEN_DIGITS.sub("", text)) is not None
