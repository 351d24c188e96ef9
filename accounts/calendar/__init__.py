"""The household's days in the resident's own calendar, which reminds without WeChat's credits.

Two ways: `phone` is what `wx.addPhoneCalendar` takes, one event at a time and for good; `feed` is a
subscription that the calendar reads again by itself, so that it follows every change.
"""
