"""Turn what the device holds into the plan of its screen; read and write nothing."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from programme.blocks import AssetRef
from programme.legal_clock import Counted
from programme.own_days import OwnDays, with_own
from programme.plan import Plan
from programme.planner import PlanBasis, make_plan
from programme.progress import Progress
from sync_agent.store import Held

_NONE: OwnDays = MappingProxyType({})


def plan_of(
    held: Held, now: datetime, own: OwnDays = _NONE, *, mandated_only: bool = False
) -> Plan:
    """Return the plan of an adopted set from an instant on.

    Args:
        held: What is adopted.
        now: The instant.
        own: The days that this display knows itself to have served.
        mandated_only: Leave out what is only promotional: the clock is in doubt, or the
            centre was not heard for too long.
    """
    zone, items = ZoneInfo(held.programme.time_zone), held.items
    if mandated_only:
        items = tuple(one for one in items if not one.manifest.mandate.promotional)
    basis = PlanBasis(
        programme=held.programme,
        items=items,
        counted=with_own(counted_of(held.progress, zone), own, held.items, zone),
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
