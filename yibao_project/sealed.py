"""Personal words, unreadable to whoever has the database or a backup of it but not TEXT_KEYS.

AES-SIV (RFC 5297): what was changed or sealed under another key is refused, and the same words give
the same text, so that they can be compared, kept unique and found whole without being opened. What
this shows, that two people use the same words, is the price.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

if TYPE_CHECKING:
    TextField = models.TextField[str, str]
    AnyField = models.Field[Any, Any]
    ListField = models.JSONField[Any, Any]
else:
    TextField = AnyField = models.TextField
    ListField = models.JSONField


class NotOurs(ValueError):
    """Sealed under a key that is not in TEXT_KEYS, or not sealed at all."""

    def __init__(self) -> None:
        super().__init__("这段文字打不开：TEXT_KEYS 里没有当初加密它的密钥。请把旧密钥加在后面。")


def seal(words: str) -> str:
    """Under the first key; what is empty stays empty."""
    if not words:
        return ""
    return _sealed(words, settings.TEXT_KEYS[0])


def seals(words: str) -> list[str]:
    """As they may be found in the database: under every key, the first before the others."""
    return [_sealed(words, key) for key in settings.TEXT_KEYS]


def unseal(sealed: str) -> str:
    """The words again, under whichever key they were sealed."""
    if not sealed:
        return ""
    for key in settings.TEXT_KEYS:
        try:
            return _key(key).decrypt(urlsafe_b64decode(sealed), None).decode()
        except (InvalidTag, ValueError):
            continue
    raise NotOurs


def unseal_names(people: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What a reminder says of its members, with names that can be read."""
    return [{**each, "name": unseal(each["name"])} for each in people]


def _sealed(words: str, key: str) -> str:
    return urlsafe_b64encode(_key(key).encrypt(words.encode(), None)).decode()


@lru_cache
def _key(secret: str) -> AESSIV:
    return AESSIV(hashlib.sha512(secret.encode()).digest())


class SealedText(TextField):
    """Words that are sealed in the database. Can be looked up whole, never in part."""

    def from_db_value(self, sealed: str | None, *about: object) -> str | None:
        return None if sealed is None else unseal(sealed)

    def get_prep_value(self, words: Any) -> str | None:
        return None if words is None else seal(str(words))


class SealedJSON(AnyField):
    """Facts that are sealed in the database, as one text."""

    def to_python(self, facts: Any) -> Any:
        return facts

    def value_to_string(self, row: models.Model) -> Any:
        return self.value_from_object(row)

    def from_db_value(self, sealed: str | None, *about: object) -> Any:
        return None if sealed is None else json.loads(unseal(sealed))

    def get_prep_value(self, facts: Any) -> str | None:
        if facts is None:
            return None
        return seal(json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False))


class SealedNames(ListField):
    """JSON facts of people, of which `name` alone is sealed; kept as the text it was told in.

    Text is stored and read for a fraction of what jsonb costs, and nobody looks for what is in it.
    """

    def db_type(self, connection: Any) -> str:
        return "json"

    def from_db_value(self, stored: Any, *about: Any) -> Any:
        return unseal_names(stored)

    def get_prep_value(self, people: Any) -> Any:
        return [{**each, "name": seal(each["name"])} if "name" in each else each for each in people]
