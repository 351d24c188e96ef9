"""A place's ways into the mini-program, made by WeChat: a code for its poster, and a link to pass on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.messages import ERROR, SUCCESS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from unfold.admin import ModelAdmin
from unfold.decorators import action

from policies.models import Level, Region
from yibao_project import wechat_posters
from yibao_project.wechat_answers import WeChatError

PAGE = "pages/home/home"
INSURED_IN = (Level.PREFECTURE, Level.MUNICIPALITY, Level.COUNTY)
TOO_WIDE = "请选到市或区县：家人的参保地要选到那里。"


class PosterPages(ModelAdmin):
    """The form of whoever scans the code or follows the link begins with this place."""

    actions_detail = ("poster", "link")

    @action(description="下载海报用的小程序码", url_path="poster", permissions=["view"])
    def poster(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def download(region: Region) -> HttpResponse:
            picture = wechat_posters.code(page=PAGE, scene=f"r={region.code}")
            sort = "png" if picture.startswith(wechat_posters.PNG) else "jpeg"
            name = f"yibao-{region.code}.{sort}"
            return HttpResponse(
                picture,
                content_type=f"image/{sort}",
                headers={"Content-Disposition": f'attachment; filename="{name}"'},
            )

        return self._made_by_wechat(request, object_id, download)

    @action(description="生成链接", url_path="link", permissions=["view"])
    def link(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def tell(region: Region) -> HttpResponse:
            address = wechat_posters.link(page=PAGE, query=f"region={region.code}")
            days = wechat_posters.LONGEST_DAYS
            said = f"{region.name}的链接，{days} 天内有效，可以发在短信里：{address}"
            self.message_user(request, said, SUCCESS)
            return self._back(region.code)

        return self._made_by_wechat(request, object_id, tell)

    def _made_by_wechat(
        self, request: HttpRequest, code: str, make: Callable[[Region], HttpResponse]
    ) -> HttpResponse:
        region: Any = self.get_object(request, code)
        if region is None:
            raise Http404
        if region.level not in INSURED_IN or region.valid_to is not None:
            self.message_user(request, TOO_WIDE, ERROR)
            return self._back(code)
        try:
            return make(region)
        except WeChatError as error:
            self.message_user(request, f"没有做成：{error}", ERROR)
            return self._back(code)

    @staticmethod
    def _back(code: str) -> HttpResponse:
        return redirect("admin:policies_region_change", code)
