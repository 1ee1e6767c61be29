"""Say which earlier stage a version would take the place of, and since when it may.

The rule itself is `stages.rules`; here its values are read. Nothing is written.
"""

from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from programme.errors import ContractError
from programme.mandate import Mandate
from programme.manifest import Manifest
from programme.window import End, OpenEnd
from programme.workdays import Workdays
from publishing.desk.succession import published_before
from publishing.desk.views import manifest_of
from publishing.evidence.cures import promised_by_cures
from publishing.schedule.hanging import entries_of
from publishing.schedule.limits import last_day
from publishing.schedule.windows import counted_at, least_end
from publishing.stages.rules import EarlierStage, check_named, check_turn
from publishing.stages.staging import stage_of
from publishing.tables.disclosures import Draft


def earlier_stage(
    session: Session, row: Draft, *, now: datetime, workdays: Workdays, zone: tzinfo
) -> EarlierStage | None:
    """Return the stage that hangs where a version's own would follow it (REQ-9).

    None where the version is of no stage, or corrects the stage that hangs.
    """
    after = stage_of(session, row.id)
    before = published_before(session, row) if after else None
    stage = stage_of(session, before.id) if before else None
    manifest = manifest_of(session, before.manifest_sha256) if before else None
    hanging = entries_of(session, row.disclosure_id, now)
    if after is None or stage is None or manifest is None or not hanging:
        return None
    starts_at = min(entry.starts_at for entry in hanging)
    end = _least_end(manifest, starts_at, workdays, zone)
    if isinstance(end, OpenEnd):
        return None
    # Days that fell short are owed as well: the count is of what was proved.
    owed = promised_by_cures(session, before.manifest_sha256 or "") if before else None
    until = max(end.at, owed or end.at)
    return EarlierStage(
        stage=stage,
        next=after,
        days=manifest.mandate.show_at_least_days or 0,
        served_on=last_day(until, zone),
    )


def check_stage_turn(
    session: Session, row: Draft, *, now: datetime, workdays: Workdays, zone: tzinfo
) -> None:
    """Return only if the stage that hangs has been shown for its days (REQ-9).

    Raises:
        Refused: It has not.
    """
    earlier = earlier_stage(session, row, now=now, workdays=workdays, zone=zone)
    check_turn(earlier, on=now.astimezone(zone).date())


def check_stage_named(session: Session, row: Draft, rule: Mandate) -> None:
    """Return only if a version that follows an earlier stage names its own (REQ-9).

    Raises:
        Refused: It does not.
    """
    before = published_before(session, row)
    manifest = manifest_of(session, before.manifest_sha256) if before else None
    hangs = manifest.mandate if manifest else None
    check_named(stage_of(session, row.id), rule, hangs=hangs)


def _least_end(
    manifest: Manifest, starts_at: datetime, workdays: Workdays, zone: tzinfo
) -> End:
    try:
        return least_end(
            manifest.mandate,
            counted_at(starts_at, manifest.hung_since, zone),
            workdays=workdays,
            zone=zone,
            weekdays=manifest.weekdays,
        )
    except ContractError:
        # The calendar does not reach so far: nothing can be demanded.
        return OpenEnd()
