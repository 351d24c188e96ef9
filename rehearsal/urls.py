from __future__ import annotations

from django.urls import path

from rehearsal import views

app_name = "rehearsal"
urlpatterns = [
    path("state", views.state, name="state"),
    path("advance", views.advance, name="advance"),
    path("members/<int:member_id>/paid", views.pay, name="pay"),
    path("members/<int:member_id>/undo", views.undo, name="undo"),
    path("start-again", views.start_again, name="start-again"),
]
