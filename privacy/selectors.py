"""What a resident agreed to, as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from privacy.models import Consent, Purpose
from privacy.texts import consent_texts, is_offered


@dataclass(frozen=True, slots=True)
class Agreement:
    """One purpose with the words in use, and what the resident said to it."""

    purpose: Purpose
    title: str
    version: str
    text: tuple[str, ...]
    withdrawal: str
    needs: tuple[Purpose, ...]
    in_force: bool = False
    given_version: str = ""
    given_at: datetime | None = None

    @property
    def ask_again(self) -> bool:
        """The words changed since the resident agreed."""
        return self.in_force and self.given_version != self.version


def agreements_of(user: User | None) -> list[Agreement]:
    """Every purpose that is offered; without a user nothing was said yet."""
    given: dict[str, Consent] = {}
    if user is not None:
        rows = Consent.objects.filter(user=user, withdrawn_at=None)
        given = {consent.purpose: consent for consent in rows}
    return [
        _agreement(purpose, given.get(purpose))
        for purpose in consent_texts()
        if purpose in given or is_offered(purpose)
    ]


def _agreement(purpose: Purpose, consent: Consent | None) -> Agreement:
    text = consent_texts()[purpose]
    return Agreement(
        purpose=purpose,
        title=text.title,
        version=text.current.version,
        text=text.current.text,
        withdrawal=text.current.withdrawal,
        needs=text.needs,
        in_force=consent is not None,
        given_version=consent.version if consent else "",
        given_at=consent.given_at if consent else None,
    )
