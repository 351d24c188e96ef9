"""What is asked of the calendar, and what it answers."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class PhoneQuestion(serializers.Serializer[Any]):
    code = serializers.CharField(
        required=False,
        max_length=128,
        help_text="刚用 wx.login 得到的 code。给了才能带上回小程序的链接；用过即弃，什么也不保存。",
    )


class PhoneEventSerializer(serializers.Serializer[Any]):
    """Passed to `wx.addPhoneCalendar` as it is."""

    title = serializers.CharField()
    startTime = serializers.IntegerField(help_text="北京时间当天九点，秒。")
    endTime = serializers.CharField(help_text="秒，微信要求写成文字。")
    allDay = serializers.BooleanField()
    description = serializers.CharField()
    location = serializers.CharField()
    alarm = serializers.BooleanField()
    alarmOffset = serializers.IntegerField(help_text="提前多少秒响铃；总在早上九点。")
    path = serializers.CharField(required=False, help_text="回到小程序的页面；没有签名时没有。")
    signature = serializers.CharField(
        required=False, help_text="微信要求的签名；没有 code 时没有。"
    )


class CalendarEventSerializer(serializers.Serializer[Any]):
    uid = serializers.UUIDField(help_text="同一件事一直不变，日子改了也不变。")
    member = serializers.IntegerField()
    kind = serializers.CharField(help_text="和首页 next_dates 的 kind 相同。")
    on = serializers.DateField()
    phone = PhoneEventSerializer(help_text="原样交给 wx.addPhoneCalendar。")


class PhoneCalendarSerializer(serializers.Serializer[Any]):
    events = CalendarEventSerializer(many=True)


class FeedSerializer(serializers.Serializer[Any]):
    active = serializers.BooleanField()
    created_at = serializers.DateTimeField(allow_null=True)


class FeedAddressSerializer(serializers.Serializer[Any]):
    url = serializers.CharField(help_text="只在这一次给出。谁知道这个地址，谁就能看到。")
    created_at = serializers.DateTimeField()
