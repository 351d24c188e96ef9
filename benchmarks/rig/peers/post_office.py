"""django-post_office: one queued mail per reminder, taken by the thousand, sent by 2 processes of 32
threads, the outcome of a batch saved by one statement.

The mail is the row: it holds what the card says, and its status is the ledger. So this way loads
nothing for a single message.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import django
import orjson
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from benchmarks.rig.peers import Owed, Peer

POLL_SECONDS = 0.2
PROCESSES = 2


class ByWeChat(BaseEmailBackend):
    """Sends a mail's card to the resident it is addressed to."""

    def send_messages(self, mails: Sequence[EmailMessage]) -> int:
        from benchmarks.rig.peers.work import send_card

        for mail in mails:
            card: dict[str, Any] = orjson.loads(str(mail.body))
            due_on = date.fromisoformat(card.pop("due_on"))
            send_card(openid=mail.to[0].partition("@")[0], due_on=due_on, **card)
        return len(mails)


def _schedule(reminders: Sequence[Owed], due: datetime) -> None:
    from post_office.models import STATUS, Email

    from reminders.models import Reminder

    Email.objects.all().delete()
    Email.objects.bulk_create(
        (
            Email(
                from_email="yibao@wechat",
                to=[f"{reminder.user.openid}@wechat"],
                message=orjson.dumps(
                    {
                        "kind": reminder.kind,
                        "members": reminder.members,
                        "due_on": reminder.due_on,
                        "subject": reminder.subject,
                    }
                ).decode(),
                status=STATUS.queued,
                scheduled_time=due,
            )
            for reminder in Reminder.objects.filter(
                pk__in=[each.number for each in reminders]
            ).select_related("user")
        ),
        batch_size=1_000,
    )


def _recorded() -> int:
    from post_office.models import STATUS, Email

    return int(Email.objects.filter(status=STATUS.sent).count())


PEER = Peer(
    name="django-post_office, a mail each",
    commands=[("benchmarks.rig.peers.post_office",)],
    schedule=_schedule,
    recorded=_recorded,
    warm_up=4,
    seconds_each=0.002,
    times=3,
)


def main() -> None:
    """Send what is due, as its own command does, and look again: cron would once a minute."""
    django.setup()
    from post_office.mail import send_queued_mail_until_done

    while True:
        send_queued_mail_until_done(processes=PROCESSES)
        time.sleep(POLL_SECONDS)


if __name__ == "__main__":
    main()
