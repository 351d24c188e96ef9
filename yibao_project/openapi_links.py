"""Links of the contract: what one operation answers, the next is asked about.

From creating a thing to everything that can be done with it, from a list to what it lists, from
deleting to taking that back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

API = "/api/v1"
MEMBER = f"{API}/members/{{member_id}}"
OF_SAME_MEMBER = {"member_id": "$request.path.member_id"}


class Lead(NamedTuple):
    """`source`, answering `status`, leads to all operations at `under` and deeper.

    `told` says where in the request or its answer the parameters of these stand.
    """

    source: str
    status: str
    under: str
    told: Mapping[str, str]


LEADS = (
    Lead("members_create", "201", MEMBER, {"member_id": "$response.body#/id"}),
    Lead("members_list", "200", MEMBER, {"member_id": "$response.body#/0/id"}),
    Lead(
        "members_destroy",
        "204",
        f"{API}/members/deleted/{{deleted_member_id}}",
        {"deleted_member_id": "$request.path.member_id"},
    ),
    Lead(
        "members_deleted_list",
        "200",
        f"{API}/members/deleted/{{deleted_member_id}}",
        {"deleted_member_id": "$response.body#/0/id"},
    ),
    Lead(
        "members_enrolments_update",
        "200",
        f"{MEMBER}/enrolments/{{coverage_year}}",
        {**OF_SAME_MEMBER, "coverage_year": "$request.path.coverage_year"},
    ),
    Lead(
        "members_filings_create",
        "201",
        f"{API}/filings/{{filing_id}}",
        {"filing_id": "$response.body#/id"},
    ),
    Lead(
        "members_filings_list",
        "200",
        f"{API}/filings/{{filing_id}}",
        {"filing_id": "$response.body#/results/0/id"},
    ),
    Lead(
        "members_chronic_create",
        "201",
        f"{MEMBER}/chronic/{{recognition_id}}",
        {**OF_SAME_MEMBER, "recognition_id": "$response.body#/id"},
    ),
    Lead(
        "members_chronic_list",
        "200",
        f"{MEMBER}/chronic/{{recognition_id}}",
        {**OF_SAME_MEMBER, "recognition_id": "$response.body#/0/id"},
    ),
    Lead("members_debit_plan_update", "200", f"{MEMBER}/debit-plan", OF_SAME_MEMBER),
    Lead("members_debit_results_create", "200", f"{MEMBER}/debit-results", OF_SAME_MEMBER),
    Lead("members_job_loss_update", "200", f"{MEMBER}/job-loss", OF_SAME_MEMBER),
    Lead("members_ending_update", "200", f"{MEMBER}/changes", OF_SAME_MEMBER),
    Lead(
        "members_changes_list",
        "200",
        f"{MEMBER}/changes/{{change_id}}",
        {**OF_SAME_MEMBER, "change_id": "$response.body#/results/0/id"},
    ),
    Lead("calendar_feed_create", "201", f"{API}/calendar/feed", {}),
    Lead("mistakes_create", "201", f"{API}/mistakes", {}),
    Lead(
        "me_consents_create",
        "200",
        f"{API}/me/consents/{{purpose}}",
        {"purpose": "$request.body#/purpose"},
    ),
    Lead(
        "reminders_list", "200", f"{API}/reminders/{{id}}", {"id": "$response.body#/results/0/id"}
    ),
    Lead("subscriptions_create", "200", f"{API}/subscriptions", {}),
    Lead(
        "regions_list", "200", f"{API}/regions/{{code}}", {"code": "$response.body#/results/0/code"}
    ),
    Lead(
        "guides_list", "200", f"{API}/guides/{{slug}}", {"slug": "$response.body#/results/0/slug"}
    ),
    Lead("faq_search", "200", f"{API}/faq/{{slug}}", {"slug": "$response.body#/results/0/slug"}),
)


def link_operations(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Write the links into the contract; a lead from or to nowhere is an error."""
    operations = {each["operationId"]: each for _, each in _operations(result)}
    for lead in LEADS:
        targets = [
            each["operationId"]
            for path, each in _operations(result)
            if (path == lead.under or path.startswith(f"{lead.under}/"))
            and each["operationId"] != lead.source
        ]
        if not targets:
            raise LookupError(f"{lead.source} leads nowhere: {lead.under}")
        links = operations[lead.source]["responses"][lead.status].setdefault("links", {})
        for target in targets:
            links[target] = {"operationId": target, "parameters": {**lead.told}}
    return result


def _operations(result: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in result["paths"].items():
        for operation in methods.values():
            yield path, operation
