"""Who may write what a resident tells about the household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.rules import NO_CONSENT

if TYPE_CHECKING:  # it reads the settings that name this class
    from rest_framework.views import APIView


class FactsNeedConsent(BasePermission):
    """Nothing about a household is stored without the resident's separate consent.

    It holds for every writing endpoint unless its view says `stores_facts = False`. Deleting
    stays possible.
    """

    code = "consent_required"
    message = NO_CONSENT

    def has_permission(self, request: Request, view: APIView) -> bool:
        return not self.asks(str(request.method), view) or getattr(
            request.user, "facts_allowed", False
        )

    def asks(self, method: str, view: APIView) -> bool:
        """Whether `method` of `view` needs the consent at all."""
        return method not in (*SAFE_METHODS, "DELETE") and getattr(view, "stores_facts", True)
