"""Let drafters plan the stages of a matter, and say which version discloses which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import Term
from programme.manifest import Manifest
from publishing.errors import NotThere, Refused, StateForbids
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds, must_hold
from publishing.stages.rules import StageDays, check_plan, is_of_earlier_stage
from publishing.tables.disclosures import Disclosure, Draft, DraftState, ManifestRow
from publishing.tables.people import Office
from publishing.tables.stages import Stage, StageRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """Be one stage as it stands."""

    stage: Stage
    days: StageDays
    draft: str | None
    published: bool
    """Whether the version that discloses it was published."""


class Staging:
    """Keep the stages of staged disclosures."""

    def __init__(self, *, acting: Acting, zone: tzinfo) -> None:
        self._acting = acting
        self._zone = zone

    def plan(
        self, actor: str, disclosure: str, days: Mapping[Stage, StageDays]
    ) -> tuple[StageView, ...]:
        """Say when each stage is expected and when it was reached.

        Raises:
            NotAllowed: Not a drafter of the unit.
            NotThere: No such disclosure.
            Refused: The stages do not come one after the other.
        """
        now = self._acting.clock.now()
        check_plan(days, today=now.astimezone(self._zone).date())

        def do(session: Session, person: Person) -> tuple[StageView, ...]:
            matter = _kept(session, person, disclosure)
            for stage in Stage:
                row = _row(session, matter, person, stage, now)
                given = days.get(stage, StageDays())
                row.expected_on, row.reached_on = given.expected_on, given.reached_on
                row.set_by, row.set_at = person.id, now
            session.flush()
            _journal(session, person, disclosure, "stage.planned", now, _told(days))
            return stages_of(session, disclosure)

        return self._acting.act(actor, "stage.plan", do)

    def assign(
        self, actor: str, draft: str, stage: Stage | None
    ) -> tuple[StageView, ...]:
        """Say which stage a version discloses; it must not be submitted yet.

        Raises:
            NotAllowed: Not a drafter of the unit.
            NotThere: No such version.
            StateForbids: It was submitted: its rule is signed.
            Refused: Its rule knows no stages.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> tuple[StageView, ...]:
            version = session.get(Draft, draft)
            if version is None:
                raise NotThere("这个版本")
            matter = _kept(session, person, version.disclosure_id)
            _must_be_open(version)
            for row in _rows(session, matter.id):
                if row.draft_id == draft:
                    row.draft_id = _given_back(session, version)
            if stage is not None:
                row = _row(session, matter, person, stage, now)
                row.draft_id, row.set_by, row.set_at = draft, person.id, now
            session.flush()
            details = {"stage": stage.value if stage else "", "draft": draft}
            _journal(session, person, matter.id, "stage.assigned", now, details)
            return stages_of(session, matter.id)

        return self._acting.act(actor, "stage.assign", do)

    def show(self, actor: str, disclosure: str) -> tuple[StageView, ...]:
        """Return the stages of a disclosure in order; none where it has none.

        Raises:
            NotThere: No such disclosure, or not for this person.
        """

        def do(session: Session, person: Person) -> tuple[StageView, ...]:
            row = session.get(Disclosure, disclosure)
            if row is None or not holds(session, person, row.unit_id, *Office):
                raise NotThere("这件公开事项")
            return stages_of(session, disclosure)

        return self._acting.look(actor, "stage.show", do)


def stages_of(session: Session, disclosure: str) -> tuple[StageView, ...]:
    """Return the stages of a disclosure in order."""
    rows = {row.stage: row for row in _rows(session, disclosure)}
    return tuple(_view(session, rows[stage]) for stage in Stage if stage in rows)


def stage_of(session: Session, draft: str) -> Stage | None:
    """Return the stage that a version discloses, if any."""
    query = select(StageRow.stage).where(StageRow.draft_id == draft)
    return session.scalars(query).first()


def _kept(session: Session, person: Person, disclosure: str) -> Disclosure:
    matter = session.get(Disclosure, disclosure)
    if matter is None:
        raise NotThere("这件公开事项")
    must_hold(session, person, matter.unit_id, Office.DRAFTER, what="登记阶段")
    return matter


def _must_be_open(version: Draft) -> None:
    """Return only if a version is still being drafted, as a staged one.

    Raises:
        StateForbids: It was submitted.
        Refused: Its rule knows no stages.
    """
    if version.state is not DraftState.DRAFT:
        raise StateForbids("改它的阶段", state="已经提交", thing="这个版本")
    if version.mandate_name != Term.STAGED.value:
        message = "只有“逐段公开”的才分阶段。请先把公开时限改成逐段公开并保存。"
        raise Refused(message, code="not_staged")


def _given_back(session: Session, version: Draft) -> str | None:
    """Return whose a stage is again when a version lets go of it.

    A correction takes the stage of what hangs. If it turns to another one, what hangs
    is of its stage as before, and must be shown for its days (REQ-9).
    """
    before = session.get(Draft, version.replaces_id) if version.replaces_id else None
    if before is None or stage_of(session, before.id) is not None:
        return None
    kept = session.get(ManifestRow, before.manifest_sha256)
    rule = Manifest.parse(kept.body).mandate if kept else None
    return before.id if rule is not None and is_of_earlier_stage(rule) else None


def _rows(session: Session, disclosure: str) -> tuple[StageRow, ...]:
    query = select(StageRow).where(StageRow.disclosure_id == disclosure)
    return tuple(session.scalars(query))


def _row(
    session: Session, matter: Disclosure, person: Person, stage: Stage, now: datetime
) -> StageRow:
    row = session.get(StageRow, (matter.id, stage))
    if row is None:
        row = StageRow(
            disclosure_id=matter.id, stage=stage, set_by=person.id, set_at=now
        )
        session.add(row)
    return row


def _view(session: Session, row: StageRow) -> StageView:
    version = session.get(Draft, row.draft_id) if row.draft_id else None
    return StageView(
        stage=row.stage,
        days=StageDays(expected_on=row.expected_on, reached_on=row.reached_on),
        draft=row.draft_id,
        published=version is not None and version.approved_at is not None,
    )


def _told(days: Mapping[Stage, StageDays]) -> dict[str, object]:
    def words(on: date | None) -> str:
        return on.isoformat() if on else ""

    return {
        "stages": {
            stage.value: [words(one.expected_on), words(one.reached_on)]
            for stage, one in days.items()
        }
    }


def _journal(  # noqa: PLR0917 - one line of the journal
    session: Session,
    person: Person,
    disclosure: str,
    act: str,
    at: datetime,
    details: Mapping[str, object],
) -> None:
    record(
        session, actor=person.id, act=act, subject=disclosure, details=details, at=at
    )
