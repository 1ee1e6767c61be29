"""Let several people do anything in any order at one desk, and look at it each time."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import select

from programme.manifest import Manifest
from programme.programme import WithdrawalCause
from programme.verdict import check_chain
from programme.window import OpenEnd
from publishing.desk.chain_presets import shipped_chains
from publishing.desk.signers import Word
from publishing.desk.views import DraftView
from publishing.errors import PublishingError
from publishing.release.others import people_of
from publishing.release.people import listed_people
from publishing.release.sources import candidates, entry_rows, open_groups
from publishing.schedule.windows import mandated_end
from publishing.staff.offices import Held
from publishing.tables.disclosures import (
    Draft,
    DraftState,
    ManifestRow,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.notices import NoticeRow
from publishing.tables.people import Office
from publishing.tables.schedule import GroupEntry
from tests.fakes.desk import County, new_county
from tests.fakes.desk_truths import check_version, is_replaced

WHO = ("drafter", "reviewer", "approver", "publisher")
NUMBERS = st.integers(min_value=0, max_value=3)
SOMEBODY = st.sampled_from(WHO)


class DeskMachine(RuleBasedStateMachine):
    """Hold a county, and every view of a version that anybody ever saw."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.county: County = self.stack.enter_context(new_county(Path(folder)))
        self.seen: list[DraftView] = []

    def teardown(self) -> None:
        self.stack.close()

    @initialize()
    def take_seats(self) -> None:
        draws, reviews, approves = Office.DRAFTER, Office.REVIEWER, Office.APPROVER
        offices = {
            "drafter": (draws, reviews),
            "reviewer": (reviews, approves),
            "approver": (draws, reviews, approves),
            "publisher": (Office.PUBLISHER, approves),
        }
        for who, held in offices.items():
            self.county.cases.accounts.set_offices(
                self.county.people["admin"],
                self.county.people[who],
                offices=[Held(unit="qinghe", office=office) for office in held],
            )
        self.seen.append(self.county.draft())

    def _try(self, act: Callable[[], DraftView]) -> None:
        self.county.clock.forward(seconds=1)
        with suppress(PublishingError):
            self.seen.append(act())

    def _any(self, number: int) -> DraftView:
        """Return a view, one of the last few: it may be stale."""
        return self.seen[-1 - number % len(self.seen)]

    @rule(who=SOMEBODY, number=NUMBERS, title=st.sampled_from("甲乙"))
    def edit(self, who: str, number: int, title: str) -> None:
        seen, form = (
            self._any(number),
            self.county.form(title=title, change_note="已更正"),
        )
        self._try(
            lambda: self.county.cases.drafting.edit(
                self.county.people[who], seen.line.id, form, edition=seen.line.edition
            )
        )

    @rule(number=NUMBERS)
    def submit(self, number: int) -> None:
        seen = self._any(number)
        self._try(
            lambda: self.county.cases.submitting.submit(
                seen.line.drafter, seen.line.id, edition=seen.line.edition
            )
        )

    @rule(who=SOMEBODY, number=NUMBERS, last=st.booleans(), minutes=st.booleans())
    def sign(self, who: str, number: int, *, last: bool, minutes: bool) -> None:
        seen, deciding = self._any(number), self.county.cases.deciding
        digest = seen.line.manifest_sha256 or "0" * 64
        act = deciding.approve if last else deciding.review

        def do() -> DraftView:
            word = Word()
            if minutes:
                paper = self.county.cases.papers.add(
                    self.county.people[who],
                    seen.line.id,
                    data=b"%PDF-1.7",
                    name="a.pdf",
                    manifest_sha256=digest,
                )
                word = Word(record=paper.sha256)
            return act(
                self.county.people[who], seen.line.id, manifest_sha256=digest, word=word
            )

        self._try(do)

    @rule(turns=st.permutations(WHO))
    def go_on(self, turns: list[str]) -> None:
        """Do what is due next, by whoever of them may."""
        looking, line = self.county.cases.looking, self.seen[-1].line
        now = looking.draft(self.county.people["admin"], line.id)
        self.seen.append(now)
        if now.line.state is DraftState.DRAFT:
            self.submit(0)
            return
        with suppress(PublishingError):
            self.county.cleared(now)
        for who in turns:
            turn = looking.turn(self.county.people[who], now.line.id)
            if turn.step is not None and turn.is_mine:
                last = now.line.state is DraftState.REVIEWED
                self.sign(who, 0, last=last, minutes=turn.step.record)
                return

    @rule(who=SOMEBODY, number=NUMBERS)
    def send_back(self, who: str, number: int) -> None:
        seen = self._any(number)
        self._try(
            lambda: self.county.cases.deciding.send_back(
                self.county.people[who],
                seen.line.id,
                manifest_sha256=seen.line.manifest_sha256 or "0" * 64,
                reason="请改",
            )
        )

    @rule(preset=st.sampled_from(sorted(shipped_chains())))
    def set_chain(self, preset: str) -> None:
        chain = shipped_chains()[preset].chain
        with suppress(PublishingError):
            self.county.cases.chains.set(
                self.county.people["admin"], "qinghe-liuwu", chain
            )

    @rule(absent=SOMEBODY, who=SOMEBODY)
    def name_substitute(self, absent: str, who: str) -> None:
        with suppress(PublishingError):
            self.county.cases.substitutes.name(
                self.county.people["admin"],
                absent=self.county.people[absent],
                substitute=self.county.people[who],
                held=Held(unit="qinghe", office=Office.APPROVER),
                first_on=date(2026, 11, 23),
                last_on=date(2026, 11, 24),
            )

    @rule(one=SOMEBODY, other=st.sampled_from((*WHO, "")))
    def mark_as_same(self, one: str, other: str) -> None:
        with suppress(PublishingError):
            self.county.cases.identities.keep(
                self.county.people["admin"],
                self.county.people[one],
                work_number="",
                telephone="",
                same_as=self.county.people[other] if other else None,
            )

    @precondition(lambda self: any(one.line.register_number for one in self.seen))
    @rule(who=SOMEBODY, other=SOMEBODY, number=NUMBERS)
    def withdraw(self, who: str, other: str, number: int) -> None:
        seen, withdrawing = self._any(number), self.county.cases.withdrawing
        with suppress(PublishingError):
            asked = withdrawing.request(
                self.county.people[who],
                seen.line.disclosure,
                manifest_sha256=seen.line.manifest_sha256 or "0" * 64,
                cause=WithdrawalCause.CORRECTION,
                explanation="金额有误",
            )
            self.county.notice_cleared(asked)
            withdrawing.confirm(
                self.county.people[other], asked.id, sha256=asked.sha256
            )

    @precondition(lambda self: any(one.line.register_number for one in self.seen))
    @rule(who=SOMEBODY)
    def begin_change(self, who: str) -> None:
        matter = self.seen[0].line.disclosure
        self._try(
            lambda: self.county.cases.changing.change(self.county.people[who], matter)
        )

    @invariant()
    def nothing_hangs_without_a_whole_chain_over_it(self) -> None:
        key = self.county.services.approval_key
        with self.county.database.reading() as session:
            people = listed_people(session, people_of(approval=key, time=key))
            for group in open_groups(session):
                rows = entry_rows(session, group, self.county.clock.now())
                for candidate in candidates(session, rows):
                    entry, manifest = candidate.entry, candidate.manifest
                    assert manifest.digest() == entry.manifest.sha256
                    check_chain(entry.manifest.sha256, entry.approvals, people)

    @invariant()
    def no_window_is_shorter_than_its_mandate_unless_it_was_withdrawn(self) -> None:
        with self.county.database.reading() as session:
            entries = session.scalars(select(GroupEntry)).all()
            withdrawn = set(
                session.scalars(
                    select(WithdrawalRow.disclosure_id).where(
                        WithdrawalRow.state == WithdrawalState.CONFIRMED
                    )
                )
            )
            for entry in entries:
                body = session.get_one(ManifestRow, entry.manifest_sha256).body
                least = mandated_end(
                    Manifest.parse(body).mandate,
                    entry.starts_at,
                    workdays=self.county.services.calendars.workdays,
                    zone=ZoneInfo(self.county.services.time_zone),
                )
                assert entry.ends_at is None or (
                    not isinstance(least, OpenEnd) and entry.ends_at >= least.at
                )
                assert (
                    entry.removed_at is None
                    or entry.disclosure_id in withdrawn
                    or is_replaced(entry, entries)
                )

    @invariant()
    def states_chains_and_signatures_agree(self) -> None:
        with self.county.database.reading() as session:
            # A withdrawal's notice is signed by the two who took the matter down.
            notices = set(session.scalars(select(NoticeRow.disclosure_id)))
            for row in session.scalars(select(Draft)):
                if row.disclosure_id not in notices:
                    check_version(session, row)
