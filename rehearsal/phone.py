"""The mini-program's preview in the browser, and what WeChat does for it on a resident's phone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import requests
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from django.views.static import serve

from rehearsal import demo, preview
from rehearsal.sandbox import Sandbox
from rehearsal.views import rehearsal_only


@rehearsal_only
@require_GET
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})
def file(request: HttpRequest, path: str = "index.html") -> HttpResponseBase:
    return serve(request, path, document_root=str(preview.FOLDER))


def _told_by_the_phone(act: Callable[[Sandbox, str, dict[str, Any]], Any]) -> Any:
    """A call of wx.* that names its phone; the sandbox's refusal is handed on as it is."""

    @rehearsal_only
    @csrf_exempt
    @require_POST
    def view(request: HttpRequest) -> JsonResponse:
        told = json.loads(request.body)
        sandbox = Sandbox(settings.SANDBOX_URL)
        openid = sandbox.add_user(openid=told["phone"] or demo.OPENID)
        try:
            return JsonResponse(act(sandbox, openid, told))
        except requests.HTTPError as refusal:
            return JsonResponse(refusal.response.json(), status=refusal.response.status_code)

    return view


@_told_by_the_phone
def login(sandbox: Sandbox, openid: str, told: dict[str, Any]) -> Any:
    """wx.login"""
    return {"code": sandbox.login_code(openid)}


@_told_by_the_phone
def phone_number(sandbox: Sandbox, openid: str, told: dict[str, Any]) -> Any:
    """The button for the phone number"""
    return {"code": sandbox.phone_code(openid)}


@_told_by_the_phone
def templates(sandbox: Sandbox, openid: str, told: dict[str, Any]) -> Any:
    """What WeChat's prompt shows of the templates asked for, and the answers it no longer asks for."""
    asked = told["template_ids"]
    return {
        "templates": [each for each in sandbox.templates(openid) if each["template_id"] in asked]
    }


@_told_by_the_phone
def settings_of(sandbox: Sandbox, openid: str, told: dict[str, Any]) -> Any:
    """wx.getSetting: what the resident decided for good, by template"""
    kept = {each["template_id"]: each["kept"] for each in sandbox.templates(openid) if each["kept"]}
    return {"subscriptionsSetting": {"mainSwitch": True, "itemSettings": kept}}


@_told_by_the_phone
def subscribe(sandbox: Sandbox, openid: str, told: dict[str, Any]) -> Any:
    """wx.requestSubscribeMessage, once the resident answered the prompt"""
    return sandbox.answer(openid, told["answers"], always_keep=told["always_keep"])
