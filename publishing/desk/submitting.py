"""Set a draft's pages and make the manifest that people will sign.

Pages are set here and never later, so that reviewer and approver see the very
pictures that devices will show. Setting runs outside any transaction.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.keys import SigningKey
from programme.manifest import Manifest
from publishing.calendar.current import Calendars
from publishing.desk.agreement import check_line
from publishing.desk.asking import asked_for
from publishing.desk.chain_rows import chain_in_force, fix_chain
from publishing.desk.chains import Step
from publishing.desk.content import check_complete, check_settled
from publishing.desk.explaining import check_explained
from publishing.desk.hung_before import check_hung_before
from publishing.desk.manifests import Facts, code_target, make_manifest
from publishing.desk.page_manner import manner_of
from publishing.desk.page_setting import PageSetting, Work, at_kiosk, panels_of
from publishing.desk.page_words import check_words_read
from publishing.desk.page_words_rows import read_words
from publishing.desk.papers import waiting_manifest
from publishing.desk.policy import check_policy
from publishing.desk.rows import (
    advance,
    blocks_of,
    form_of,
    journal,
    own_draft,
    visible,
)
from publishing.desk.rules import DeskAct, after
from publishing.desk.screened_rows import screened_of
from publishing.desk.screening import Screened, check_pictures
from publishing.desk.signers import must_propose, proposers_of
from publishing.desk.signing import Beside, centre_approval, decide
from publishing.desk.stage_turn import check_stage_named
from publishing.desk.succession import (
    check_persons_places,
    check_places,
    check_relief_places,
    check_window,
    places_of,
)
from publishing.desk.sums import check_sums, sum_findings
from publishing.desk.views import DraftView, view_of
from publishing.files import FileStore
from publishing.schedule.windows import window_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.stages.staging import stage_of
from publishing.tables.disclosures import Draft, ManifestRow
from publishing.tables.units import UnitRow


class Submitting:
    """Submit drafts; the drafter's submission is the first decision."""

    def __init__(
        self,
        *,
        acting: Acting,
        files: FileStore,
        page_setting: PageSetting,
        approval_key: SigningKey,
        mandates: Mapping[str, Preset],
        calendars: Calendars,
        zone: tzinfo,
        public_address: str = "",
        past_days: int = 0,
    ) -> None:
        self._acting = acting
        self._files = files
        self._page_setting = page_setting
        self._key = approval_key
        self._mandates = mandates
        self._calendars = calendars
        self._zone = zone
        self._public_address = public_address
        self._past_days = past_days

    def proposers(self, actor: str, draft: str) -> tuple[str, ...]:
        """Return who of a village proposes and cannot sign in, by name (REQ-12).

        Raises:
            NotThere: No such version, or not for this person.
        """

        def do(session: Session, person: Person) -> tuple[str, ...]:
            row = visible(session, person, draft)
            found = proposers_of(session, person, row, chain_in_force(session, row))
            return tuple(member.name for member in found)

        return self._acting.look(actor, "draft.show", do)

    def submit(
        self, actor: str, draft: str, *, edition: int, for_village: bool = False
    ) -> DraftView:
        """Set the pages of a draft, make its manifest and pass it on.

        The drafter's submission is the first decision. A clerk who writes for a
        village leaves it open: its own people propose, and that is entered (REQ-12).

        Raises:
            NotAllowed: Not the drafter of this one, or no clerk above a village.
            ContentChanged: Somebody acted since the drafter read it.
            Refused: Something is missing, the window cannot be, or a page cannot
                be set.
            StorageFailed: The disk refused; the draft is as it was.
        """

        def prepare(session: Session, person: Person) -> Work:
            row = own_draft(session, person, draft, edition=edition)
            after(row.state, DeskAct.SUBMIT)
            screened = screened_of(session, row)
            facts = self._check(session, row, screened, now=self._acting.clock.now())
            return _work(session, row, facts)

        work = self._acting.look(actor, "draft.submit", prepare)
        pages = self._page_setting.set(work)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = own_draft(session, person, draft, edition=edition)
            chain = fix_chain(session, row, now)
            if for_village:
                must_propose(session, person, row, chain)
            advance(row, DeskAct.SUBMIT, chain.state_after(int(not for_village)), now)
            screened = screened_of(session, row)
            facts = self._check(session, row, screened, now=now)
            steps = chain.signed_steps()
            manifest = make_manifest(replace(facts, pages=pages, chain=steps))
            self._keep(session, row, manifest, now)
            if not for_village:
                self._sign(session, person, row, chain.turn(0), now)
            details = {"for_village": True} if for_village else {}
            _journal(session, person, row, screened, details, now)
            return view_of(session, row)

        return self._acting.act(actor, "draft.submit", do)

    def _check(
        self, session: Session, row: Draft, screened: Screened, *, now: datetime
    ) -> Facts:
        """Return what the manifest says, if the draft may be submitted.

        Raises:
            Refused: Something is missing, the window cannot be, a picture shows
                personal data, or a total does not add up.
        """
        form = form_of(row)
        check_complete(form, blocks_of(row))
        check_explained(form.change_note, is_change=row.replaces_id is not None)
        check_words_read(blocks_of(row), read_words(session, row))
        check_policy(form)
        check_pictures(screened)
        check_sums(sum_findings(blocks_of(row), form.confirmed_sums))
        if screened.names_relief:
            check_relief_places(session, row)
        if screened.lists_persons:
            check_persons_places(session, row)
        today = now.astimezone(self._zone).date()
        check_settled(form, today=today)
        check_hung_before(form, is_change=row.replaces_id is not None, today=today)
        check_line(session, row.unit_id, form, today=today)
        asked = asked_for(session, row, self._mandates)
        check_stage_named(session, row, asked.mandate)
        window = window_of(
            asked, now=now, workdays=self._calendars.workdays, zone=self._zone
        )
        check_places(session, row)
        check_window(session, row, window, now=now, zone=self._zone)
        return Facts(
            disclosure=row.disclosure_id,
            form=form,
            unit=session.get_one(UnitRow, row.unit_id),
            revision=screened.revision,
            mandate=asked.mandate,
            window=window,
            public_address=self._public_address,
            past_days=self._past_days,
        )

    def _keep(
        self, session: Session, row: Draft, manifest: Manifest, now: datetime
    ) -> None:
        """Keep the manifest that is up for signature from now on."""
        body = manifest.canonical()
        named = self._files.put(body)
        if session.get(ManifestRow, named.sha256) is None:
            kept = ManifestRow(
                sha256=named.sha256,
                disclosure_id=row.disclosure_id,
                body=body,
                made_at=now,
            )
            session.add(kept)
            session.flush()
        row.manifest_sha256, row.submitted_at, row.return_reason = named.sha256, now, ""

    def _sign(
        self, session: Session, person: Person, row: Draft, step: Step, now: datetime
    ) -> None:
        """Keep the drafter's decision over what was just submitted."""
        approval = centre_approval(
            person, step.role, subject=waiting_manifest(row), key=self._key, now=now
        )
        decide(session, row, approval, Beside(step=step.name), now=now)


def _journal(  # noqa: PLR0917 - what the journal says of one submission
    session: Session,
    person: Person,
    row: Draft,
    screened: Screened,
    more: Mapping[str, Any],
    now: datetime,
) -> None:
    """Write down what was submitted, and what was masked, dropped and kept."""
    details = {
        "manifest": row.manifest_sha256,
        "secrecy_basis": row.secrecy_basis,
        "masked": sum(one.count for one in screened.findings if not one.reason),
        "dropped": [one.name for one in screened.dropped],
        # The journal is kept for ever: it names the reason, never the person's data.
        "kept": [
            {"kind": one.kind, "masked": one.masked, "reason": one.reason}
            for one in screened.findings
            if one.reason
        ],
        "confirmed_sums": [dict(one) for one in form_of(row).confirmed_sums],
        **more,
    }
    journal(session, person, "draft.submitted", row, now=now, details=details)


def _work(session: Session, row: Draft, facts: Facts) -> Work:
    places = places_of(session, row)
    manner = manner_of(
        facts.form,
        stage=stage_of(session, row.id),
        coded=bool(code_target(facts)),
        at_kiosk=at_kiosk(places),
    )
    return Work(
        revision=facts.revision,
        board=row.board,
        panels=panels_of(places),
        manner=manner,
    )
