"""The texts that residents agree to, read from data/consents.yaml."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field

from privacy.models import Purpose

FILE = Path(__file__).parent / "data" / "consents.yaml"


class Version(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str = Field(max_length=10)
    since: date
    text: tuple[str, ...] = Field(min_length=1)
    withdrawal: str


class ConsentText(BaseModel):
    """One purpose: what it is called, which others it rests on, and every version of its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    needs: tuple[Purpose, ...]
    versions: tuple[Version, ...] = Field(min_length=1)

    @property
    def current(self) -> Version:
        return self.versions[-1]


@cache
def consent_texts() -> dict[Purpose, ConsentText]:
    """Every purpose in the order in which it is asked for."""
    raw = yaml.safe_load(FILE.read_text())
    return {purpose: ConsentText.model_validate(raw[purpose.value]) for purpose in Purpose}


def is_offered(purpose: Purpose) -> bool:
    """Nobody is asked for what this installation cannot do."""
    return purpose is not Purpose.BACKUP or bool(
        settings.SMS_PROVIDER or settings.WECHAT_SERVICE_APPID
    )


def resting_on(purpose: Purpose) -> tuple[Purpose, ...]:
    """The purposes that fall when `purpose` does."""
    return tuple(each for each, text in consent_texts().items() if purpose in text.needs)
