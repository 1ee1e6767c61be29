"""Say more of the demo's versions: their stages, comments and what comes after them.

What brings a version through its chain is `demo.working_day` and `demo.chain_walk`.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from demo.county import DemoDisclosure
from demo.desk import Desk
from demo.markup import blocks_of


def plan_stages(
    drafter: Desk, draft: Mapping[str, Any], disclosure: DemoDisclosure, today: date
) -> None:
    """Say when each stage was reached or is expected; the version is the first's."""
    if not disclosure.stages:
        return
    line = draft["line"]
    plan = {one["stage"]: _days(one, today) for one in disclosure.stages}
    path = f"/api/disclosures/{line['disclosure']}/stages"
    drafter.put(path, {"stages": plan})
    assign_stage(drafter, draft, str(disclosure.stages[0]["stage"]))


def assign_stage(drafter: Desk, draft: Mapping[str, Any], stage: str) -> None:
    """Say which stage a version discloses."""
    drafter.put(f"/api/drafts/{draft['line']['id']}/stage", {"stage": stage})


def say_comments(
    desks: Mapping[str, Desk], draft: Mapping[str, Any], disclosure: DemoDisclosure
) -> None:
    """Let staff write what they think of a version; some of it is seen to already."""
    for one in disclosure.comments:
        desk = desks[one["by"]]
        body = {"text": one["text"], "block": one.get("block")}
        made = desk.post(f"/api/drafts/{draft['line']['id']}/comments", body)
        if one.get("settled"):
            desk.post(f"/api/comments/{made['id']}/settle")


def next_version(
    drafter: Desk, draft: Mapping[str, Any], disclosure: DemoDisclosure
) -> dict[str, Any]:
    """Draft the version that replaces one that is out, with what changed and why."""
    told = disclosure.next_version
    of = f"/api/disclosures/{draft['line']['disclosure']}"
    made: dict[str, Any] = drafter.post(f"{of}/change")
    form = {
        **{name: made["form"][name] for name in made["form"] if name != "unit"},
        "change_note": told["note"],
        "secrecy_basis": "自己核对过，不涉密。",
        "blocks": blocks_of(told["body"], disclosure.unit_note),
    }
    path = f"/api/drafts/{made['line']['id']}"
    edited: dict[str, Any] = drafter.put(
        path, {"edition": made["line"]["edition"], "form": form}
    )
    if "stage" in told:
        assign_stage(drafter, edited, told["stage"])
    return edited


def _days(stage: Mapping[str, Any], today: date) -> dict[str, str]:
    days = {}
    if "reached_days_ago" in stage:
        reached = today - timedelta(days=stage["reached_days_ago"])
        days["reached_on"] = reached.isoformat()
    if "expected_in_days" in stage:
        expected = today + timedelta(days=stage["expected_in_days"])
        days["expected_on"] = expected.isoformat()
    return days
