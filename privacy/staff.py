"""Staff at the door: lock-out after wrong passwords, one-time codes, and how long a session lasts.

A member of staff without an authenticator app is asked to set one up at the first log-in. Whoever
lost the telephone uses a recovery code, or has one made: `manage.py addstatictoken USERNAME`.
"""

from __future__ import annotations

import time
from base64 import b32encode
from collections.abc import Callable
from typing import Any, cast

import django_otp
import segno
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.models import User

BEGAN = "session_began"
RECOVERY_CODES = 8
WRONG = "验证码不对，或已经用过。请等下一个再试；连续输错要多等一会儿。"


class StaffSession:
    """Ends sessions that lasted too long, and asks for the second factor before any admin page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("admin:index")
        self.open_to_all = {reverse("admin:login"), reverse("admin:logout")}
        self.asks = reverse("second-factor")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(self.admin) or not request.user.is_authenticated:
            return self.get_response(request)
        began = request.session.setdefault(BEGAN, time.time())
        if time.time() - began > settings.SESSION_LONGEST.total_seconds():
            logout(request)
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        free = request.path in {*self.open_to_all, self.asks}
        if settings.SECOND_FACTOR and not free and not is_verified(request):
            return HttpResponseRedirect(f"{self.asks}?next={request.path}")
        return self.get_response(request)


def is_verified(request: HttpRequest) -> bool:
    return bool(request.user.is_verified())  # type: ignore[union-attr]


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for a one-time code; at the first time show what the authenticator app has to scan."""
    user = request.user
    if not isinstance(user, User) or not user.is_staff:
        return redirect_to_login(request.path, reverse("admin:login"))
    if is_verified(request):
        return redirect(_next(request))
    device = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    is_new = device is None
    if device is None:
        device = TOTPDevice.objects.get_or_create(user=user, confirmed=False)[0]
    context: dict[str, Any] = {"next": _next(request), "is_new": is_new}
    if request.method == "POST":
        token = request.POST.get("token", "").strip()[:16]
        passed = (
            django_otp.verify_token(user, device.persistent_id, token)
            if is_new
            else django_otp.match_token(user, token)
        )
        if passed is not None:
            request.session.cycle_key()
            django_otp.login(request, passed)
            if not is_new:
                return redirect(context["next"])
            device.refresh_from_db()
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            codes = _make_recovery_codes(user)
            return render(request, "privacy/recovery_codes.html", {**context, "codes": codes})
        context["problem"] = WRONG
    if is_new:
        context["qr"] = segno.make(device.config_url).svg_data_uri(scale=4)
        context["key"] = b32encode(device.bin_key).decode()
    return render(request, "privacy/second_factor.html", context)


def _make_recovery_codes(user: User) -> list[str]:
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    device = StaticDevice.objects.create(user=user, name="恢复码")
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe else reverse("admin:index")


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, seen through as many proxies as stand in front of us."""
    return BaseThrottle().get_ident(cast(Request, request))


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "privacy/locked_out.html", {"minutes": minutes}, status=429)
