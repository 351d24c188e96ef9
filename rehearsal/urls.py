from __future__ import annotations

from django.urls import path

from rehearsal import phone, views

app_name = "rehearsal"
urlpatterns = [
    path("state", views.state, name="state"),
    path("advance", views.advance, name="advance"),
    path("members/<int:member_id>/paid", views.pay, name="pay"),
    path("members/<int:member_id>/undo", views.undo, name="undo"),
    path("start-again", views.start_again, name="start-again"),
    path("miniprogram/", phone.file, name="miniprogram"),
    path("miniprogram/wx/login", phone.login),
    path("miniprogram/wx/phone-number", phone.phone_number),
    path("miniprogram/wx/templates", phone.templates),
    path("miniprogram/wx/settings", phone.settings_of),
    path("miniprogram/wx/subscribe", phone.subscribe),
    path("miniprogram/<path:path>", phone.file),
]
