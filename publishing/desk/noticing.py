"""Make the explanation of a withdrawal, and publish it in the withdrawal's own act.

Who asks and who confirms sign its manifest with the same acts with which they take the
disclosure down; nothing of it is published before, or without the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.approval import CentreApproval, Role
from programme.blocks import Revision, text_of
from programme.boards import DisplayKind
from programme.keys import SigningKey
from programme.layout import Panel
from programme.manifest import Manifest, PanelPages
from programme.programme import WithdrawalCause
from publishing.calendar.current import Calendars
from publishing.catalogue.telephones import public_telephones
from publishing.desk.content import DraftForm
from publishing.desk.manifests import Facts, asked_of, make_manifest
from publishing.desk.notice_words import PUBLIC_CAUSES, notice_form
from publishing.desk.page_setting import PageSetting, Work, panels_of
from publishing.desk.personal import numbers_of
from publishing.desk.registering import give_register_number, publish_entries
from publishing.desk.rows import fill, form_of, journal, new_draft, new_id
from publishing.desk.screening import screened
from publishing.desk.secrecy_rows import keep_reviews
from publishing.desk.signing import Beside, centre_approval, decide, decision_of
from publishing.desk.views import manifest_of
from publishing.errors import NotThere, Refused
from publishing.files import FileStore
from publishing.schedule.windows import window_at_approval, window_of
from publishing.signing.pens import Pen
from publishing.staff.offices import Person
from publishing.tables.disclosures import Disclosure, Draft, DraftState, ManifestRow
from publishing.tables.notices import NoticeRow
from publishing.tables.schedule import DisplayGroup
from publishing.tables.units import UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Be an explanation in words, with where it will hang."""

    form: DraftForm
    revision: Revision
    work: Work
    pages: tuple[PanelPages, ...] = ()

    @property
    def words(self) -> str:
        """Return what outside is told, its personal data masked."""
        return "\n".join(text_of(block) for block in self.revision.blocks)


class Notices:
    """Plan, keep and publish the explanations of withdrawals."""

    def __init__(
        self,
        *,
        page_setting: PageSetting,
        files: FileStore,
        approval_key: SigningKey,
        mandates: Mapping[str, Preset],
        calendars: Calendars,
        zone: tzinfo,
        public_address: str = "",
        past_days: int = 0,
    ) -> None:
        self._page_setting = page_setting
        self._files = files
        self._key = approval_key
        self._mandates = mandates
        self._calendars = calendars
        self._zone = zone
        self._public_address = public_address
        self._past_days = past_days

    def plan(
        self,
        session: Session,
        row: Draft,
        *,
        cause: WithdrawalCause,
        told: str,
        now: datetime,
    ) -> Planned | None:
        """Return the explanation of a withdrawal; None: outside is told nothing."""
        if cause not in PUBLIC_CAUSES:
            return None
        matter = session.get_one(Disclosure, row.disclosure_id)
        form = notice_form(
            form_of(row),
            cause=cause,
            number=matter.register_number or "",
            told=told,
            today=now.astimezone(self._zone).date(),
        )
        places = _places(session, form.groups)
        form = form.model_copy(update={"groups": tuple(one.id for one in places)})
        if not places:
            # Nothing hangs anywhere any more: there is no place to explain it in.
            return None
        official = numbers_of(public_telephones(session))
        revision = Revision(title=form.title, blocks=form.blocks or ())
        revision = screened(revision, kept=(), official=official).revision
        work = Work(revision=revision, board=form.board, panels=panels_of(places))
        return Planned(form=form, revision=revision, work=work)

    def set(self, planned: Planned) -> Planned:
        """Return an explanation with its pages; call it outside any transaction.

        Raises:
            Refused: A page cannot be set.
        """
        return replace(planned, pages=self._page_setting.set(planned.work))

    def keep(
        self,
        session: Session,
        person: Person,
        row: Draft,
        *,
        withdrawal: str,
        planned: Planned,
        role: Role,
        now: datetime,
    ) -> NoticeRow:
        """Keep an explanation with the signature of who asked; publish nothing."""
        matter = Disclosure(
            id=new_id(row.unit_id, "d"), unit_id=row.unit_id, created_at=now
        )
        session.add(matter)
        basis = f"{person.name}核对：只说明撤下的原因"
        form = planned.form.model_copy(update={"secrecy_basis": basis})
        manifest = self._manifest(session, matter, replace(planned, form=form), now)
        body = manifest.canonical()
        sha256 = self._files.put(body).sha256
        session.add(
            ManifestRow(sha256=sha256, disclosure_id=matter.id, body=body, made_at=now)
        )
        session.flush()
        approval = centre_approval(person, role, subject=sha256, key=self._key, now=now)
        kept = NoticeRow(
            withdrawal_id=withdrawal,
            disclosure_id=matter.id,
            manifest_sha256=sha256,
            form=form.model_copy(update={"blocks": planned.revision.blocks}).model_dump(
                mode="json"
            ),
            approval=approval.model_dump(mode="json"),
        )
        session.add(kept)
        session.flush()
        return kept

    def publish(
        self,
        session: Session,
        person: Person,
        kept: NoticeRow,
        *,
        role: Role,
        pen: Pen,
        now: datetime,
    ) -> str:
        """Publish an explanation with the second signature; return its number.

        Raises:
            Refused: No group that it was made for takes it any more.
            OwnKeyNeeded: The approver's own key counts, and was not given.
        """
        row = self._row(session, kept, now)
        second = decision_of(
            person.id, person.name, role, subject=kept.manifest_sha256, now=now
        )
        for approval in (
            CentreApproval.model_validate(kept.approval),
            pen.sign(session, second, unit=row.unit_id),
        ):
            beside = Beside(step=approval.decision.role.value)
            decide(session, row, approval, beside, now=now)
        keep_reviews(session, kept, row)
        manifest = manifest_of(session, kept.manifest_sha256)
        if manifest is None:
            raise NotThere("签发单")
        window = window_at_approval(
            replace(
                asked_of(form_of(row), self._mandates),
                earliest_start_at=manifest.earliest_start_at,
            ),
            promised_end_at=manifest.promised_end_at,
            now=now,
            workdays=self._calendars.workdays,
            zone=self._zone,
        )
        number = give_register_number(session, row, now=now, zone=self._zone)
        publish_entries(session, row, kept.manifest_sha256, window=window, now=now)
        details = {
            "manifest": kept.manifest_sha256,
            "register_number": number,
            "groups": list(row.groups),
        }
        journal(session, person, "notice.published", row, now=now, details=details)
        return number

    def _manifest(
        self,
        session: Session,
        matter: Disclosure,
        planned: Planned,
        now: datetime,
    ) -> Manifest:
        asked = asked_of(planned.form, self._mandates)
        facts = Facts(
            disclosure=matter.id,
            form=planned.form,
            unit=session.get_one(UnitRow, matter.unit_id),
            revision=planned.revision,
            mandate=asked.mandate,
            window=window_of(
                asked, now=now, workdays=self._calendars.workdays, zone=self._zone
            ),
            pages=planned.pages,
            public_address=self._public_address,
            past_days=self._past_days,
        )
        return make_manifest(facts)

    def _row(self, session: Session, kept: NoticeRow, now: datetime) -> Draft:
        """Return the explanation as a published version of its own."""
        matter = session.get_one(Disclosure, kept.disclosure_id)
        form = DraftForm.model_validate(kept.form)
        manifest = manifest_of(session, kept.manifest_sha256)
        places = _places(session, form.groups)
        fitting = tuple(one.id for one in places if _fits(one, manifest))
        if not fitting:
            message = "要贴说明的分组都变了。请不同意这份申请，再申请一次。"
            raise Refused(message, code="notice_has_no_place")
        drafter = CentreApproval.model_validate(kept.approval).decision.person
        row = new_draft(matter, drafter, now)
        fill(row, form.model_copy(update={"groups": fitting}))
        row.state, row.manifest_sha256 = DraftState.APPROVED, kept.manifest_sha256
        row.submitted_at = now
        session.add(row)
        session.flush()
        return row


def _places(session: Session, groups: tuple[str, ...]) -> list[DisplayGroup]:
    """Return those of the groups that are open."""
    found = (session.get(DisplayGroup, group) for group in groups)
    return [group for group in found if group is not None and group.closed_at is None]


def _fits(group: DisplayGroup, manifest: Manifest | None) -> bool:
    """Say whether the pages were set for the group's panel as it is now."""
    if group.display_kind is not DisplayKind.SCREEN:
        return True
    panel = Panel.model_validate(group.panel)
    return manifest is not None and bool(manifest.pages_for(panel))
