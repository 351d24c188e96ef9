"""The demonstration household: five people in Guangzhou in the season before coverage year 2026.

It comes into being as a real one would: its resident logs in with a code from the phone, tells the
product about the family, and taps “allow” on the phone's subscription prompts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import product

from django.conf import settings
from django.db import transaction

from accounts import services as accounts
from accounts.models import Contact, Member, Relation, User
from policies.models import FilingType, PersonCategory, Region
from policies.selectors import contribution_for
from privacy.selectors import agreements_of
from privacy.services import give_consent
from rehearsal import preview
from rehearsal.sandbox import Sandbox
from reminders import services as reminders
from reminders.kinds import KINDS
from reminders.models import Grant, GrantReport, MessageTemplate
from yibao_project import clock

OPENID = "oDemo-family-in-guangzhou-2026"
RESIDENT = "陈女士"
COVERAGE_YEAR = 2026
INSURED_IN = "440100"
CARE_IN = "430100"
# How often the resident taps “allow”: one message for each stage of each kind.
TAPS = 4


CONTENTS = {
    "who": ("thing", "提醒对象"),
    "due": ("date", "日期"),
    "amount": ("thing", "缴费金额"),
    "place": ("thing", "办理地点"),
    "tip": ("thing", "温馨提示"),
}


@dataclass(frozen=True)
class Template:
    """One message template; `fields` maps WeChat's key to our content and the library's label."""

    kind: str
    template_id: str
    title: str
    fields: dict[str, tuple[str, str]]


def _template(code: str) -> Template:
    kind = KINDS[code]
    # Where a filing is for, not where it is made.
    labels = {"place": "就医地"} if "filing" in kind.told else {}
    return Template(
        kind=code,
        template_id=f"TPL-{code.upper().replace('_', '-')}-0001",
        title=f"{kind.label}提醒",
        fields={
            f"{CONTENTS[content][0]}{number}": (content, labels.get(content, CONTENTS[content][1]))
            for number, content in enumerate(kind.contents, start=1)
        },
    )


TEMPLATES = [_template(code) for code in KINDS]
# WeChat's prompt takes only a few templates at a time.
TEMPLATES_AT_ONCE = 5


def connect_phones(sandbox: Sandbox) -> None:
    """Make the resident's phone, the message templates and the date known to the sandbox."""
    sandbox.add_user(RESIDENT, openid=OPENID)
    sandbox.bind_programs()
    for template in TEMPLATES:
        sandbox.add_template(
            template_id=template.template_id,
            title=template.title,
            fields={key: label for key, (_, label) in template.fields.items()},
        )
        MessageTemplate.objects.get_or_create(
            kind=template.kind,
            defaults={
                "template_id": template.template_id,
                "title": template.title,
                "fields": {key: content for key, (content, _) in template.fields.items()},
            },
        )
    sandbox.show_time(clock.now().isoformat())
    if preview.is_built():
        sandbox.open_cards_at(preview.URL)


def is_needed() -> bool:
    """Whether there is no resident yet, or the household was left half-made."""
    return (
        not Grant.objects.filter(user__openid=OPENID).exists()
        if User.objects.filter(openid=OPENID).exists()
        else not User.objects.filter(openid__isnull=False).exists()
    )


def create_household(sandbox: Sandbox) -> User:
    user = accounts.login_with_code(code=sandbox.login_code(OPENID))
    if not user.members.exists():
        _agree_to_everything(user)
        if Contact.objects.filter(user=user).exists():
            code = sandbox.phone_code(OPENID)
            accounts.give_phone(user=user, code=code, now=clock.now())
        _register_family(user)
    _allow_messages(user, sandbox)
    return user


def _agree_to_everything(user: User) -> None:
    for agreement in agreements_of(user):
        give_consent(
            user=user, purpose=agreement.purpose, version=agreement.version, now=clock.now()
        )


@transaction.atomic
def _register_family(user: User) -> None:
    home = Region.objects.get(code=INSURED_IN)

    def member(
        nickname: str, relation: Relation, category: PersonCategory, born_on: date | None = None
    ) -> Member:
        return accounts.create_member(
            user=user,
            today=clock.today(),
            nickname=nickname,
            relation=relation,
            category=category,
            region=home,
            born_on=born_on,
        )

    myself = member("我", Relation.SELF, PersonCategory.ADULT)
    member("老公", Relation.SPOUSE, PersonCategory.ADULT)
    member("朵朵", Relation.CHILD, PersonCategory.STUDENT)
    member("小宝", Relation.CHILD, PersonCategory.NEWBORN, born_on=date(2025, 11, 5))
    grandmother = member("外婆", Relation.PARENT, PersonCategory.ELDER)
    for each in user.members.exclude(category=PersonCategory.NEWBORN):
        accounts.declare_year(
            member=each,
            coverage_year=COVERAGE_YEAR - 1,
            declaration=accounts.Declaration(paid_on=date(2024, 11, 12)),
            today=clock.today(),
            now=clock.now(),
        )
    pay(myself, paid_on=date(2025, 11, 3))
    pay(grandmother, paid_on=date(2025, 11, 3))
    accounts.save_filing(
        member=grandmother,
        kind=FilingType.TMP_OTHER,
        care_region=Region.objects.get(code=CARE_IN),
        starts_on=date(2025, 6, 5),
        today=clock.today(),
        now=clock.now(),
    )


@transaction.atomic
def pay(member: Member, *, paid_on: date) -> None:
    """Declare what the demonstration asks of the member as paid, with the amount of the place."""
    for year in _years_owed(member):
        accounts.declare_year(
            member=member,
            coverage_year=year,
            declaration=accounts.Declaration(
                paid_on=paid_on,
                amount=_amount_for(member, coverage_year=year),
                channel="粤税通",
            ),
            today=clock.today(),
            now=clock.now(),
        )


@transaction.atomic
def take_back(member: Member) -> None:
    """Undo `pay`."""
    for year in _years_owed(member):
        if member.enrolments.filter(coverage_year=year).exists():
            accounts.undo_enrolment(member=member, coverage_year=year, now=clock.now())


def _years_owed(member: Member) -> range:
    """The coverage year of the demonstration; for a newborn also the year of birth."""
    if member.category == PersonCategory.NEWBORN and member.born_on:
        return range(member.born_on.year, COVERAGE_YEAR + 1)
    return range(COVERAGE_YEAR, COVERAGE_YEAR + 1)


def _amount_for(member: Member, *, coverage_year: int) -> Decimal | None:
    return contribution_for(
        region_code=member.region_id,
        scheme=member.scheme,
        category=member.category,
        coverage_year=coverage_year,
        on=clock.today(),
        born_on=member.born_on,
    ).amount


def _allow_messages(user: User, sandbox: Sandbox) -> None:
    """Tap “allow” on the phone and report it as the mini-program does; WeChat's push tells the same."""
    for tap, start in product(range(TAPS), range(0, len(TEMPLATES), TEMPLATES_AT_ONCE)):
        some = TEMPLATES[start : start + TEMPLATES_AT_ONCE]
        reminders.report_answers(
            user=user,
            answers=sandbox.answer(OPENID, {template.template_id: "accept" for template in some}),
            key=f"demonstration-{tap}-{some[0].kind}",
            source=GrantReport.Source.CLIENT,
            # WeChat's own report of the tap bears the real time, and the two are matched by it.
            at=datetime.now(clock.BEIJING),
        )


def start_again(sandbox: Sandbox) -> None:
    """Forget the household and its phone, and go back to the first day."""
    User.objects.filter(openid=OPENID).delete()
    sandbox.reset()
    clock.set_rehearsal_date(clock.REHEARSAL_DATE)
    push = settings.WEB_URL + "/wechat/push"
    sandbox.push_to(
        push,
        token=settings.WECHAT_PUSH_TOKEN,
        aes_key=settings.WECHAT_PUSH_AES_KEY,
        mode="safe",
    )
    connect_phones(sandbox)
    create_household(sandbox)
