"""Turn what the device holds into the plan of its screen; read and write nothing."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from programme.blocks import AssetRef
from programme.legal_clock import Counted
from programme.plan import Plan
from programme.planner import PlanBasis, make_plan
from programme.progress import Progress
from sync_agent.store import Held


def plan_of(held: Held, now: datetime) -> Plan:
    """Return the plan of an adopted set from an instant on."""
    basis = PlanBasis(
        programme=held.programme,
        items=held.items,
        counted=counted_of(held.progress, ZoneInfo(held.programme.time_zone)),
        withdrawn=held.adopted.withdrawn,
    )
    return make_plan(basis, now.replace(microsecond=now.microsecond // 1000 * 1000))


def counted_of(progress: Progress | None, zone: ZoneInfo) -> dict[str, Counted]:
    """Return the centre's counts by disclosure."""
    if progress is None:
        return {}
    as_of = progress.as_of.astimezone(zone).date()
    return {
        member.disclosure: Counted(shown_on=frozenset(member.shown_on), as_of=as_of)
        for member in progress.disclosures
    }


def pages_of(plan: Plan) -> Mapping[str, AssetRef]:
    """Return every page image that a plan names, by its SHA-256."""
    return {
        page.sha256: AssetRef(sha256=page.sha256, length=page.length)
        for item in plan.items
        for page in item.pages
    }
