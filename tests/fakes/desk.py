"""Found a small county and run its desk."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from config.mandates import shipped_mandates
from media.imports.cells import workbook_cells
from programme.blocks import Paragraph
from programme.boards import Board
from programme.keys import SigningKey
from publishing.calendar.current import Calendars
from publishing.calendar.sources import CountyCalendar
from publishing.database import Database, database_at, open_database
from publishing.desk.content import NewDraft
from publishing.desk.secrecy import Conclusion
from publishing.desk.views import DraftView
from publishing.desk.withdrawals import WithdrawalView
from publishing.files import FileStore
from publishing.house import use_cases
from publishing.services import Services, UseCases
from publishing.signing.pens import AskPeople
from publishing.staff.joining import found_county
from publishing.staff.offices import Held
from publishing.tables.base import Base
from publishing.tables.people import Office
from publishing.tables.secrecy import SecrecyResult
from tests.fakes.desk_makers import LineImporter, OnePageSetter, draw_page
from tests.fakes.desk_parts import groups, listed_by_centre, log_office, village
from tests.fakes.hall_data import HALL
from tests.fakes.hand_clock import HandClock
from tests.fakes.measured import arranging

PASSWORD = "qinghe-desk-2026"  # noqa: S105 - a test's own
STAFF = {
    "drafter": Office.DRAFTER,
    "reviewer": Office.REVIEWER,
    "approver": Office.APPROVER,
    "publisher": Office.PUBLISHER,
    "secrecy": Office.SECRECY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """Be 清禾县 with a village, two display groups and one person per office."""

    services: Services
    cases: UseCases
    clock: HandClock
    told: list[frozenset[str]]
    people: dict[str, str]
    """Ids of staff by what they are."""

    @property
    def database(self) -> Database:
        return self.services.database

    def login(self, who: str) -> str:
        return f"{who}-login"

    def form(self, **changed: Any) -> NewDraft:  # noqa: ANN401 - any field
        values: dict[str, Any] = {
            "unit": "qinghe-liuwu",
            "title": "2026 年三季度财务收支",
            "board": Board.FINANCE,
            "category": "村级财务",
            "settled_on": date(2026, 11, 20),
            "mandate": "immediate",
            "groups": ("qinghe-hall-screen", "qinghe-hall-kiosk"),
            "secrecy_basis": "不涉及国家秘密和工作秘密",
            "blocks": (Paragraph(text="收入 42,000.00 元。"),),
        }
        return NewDraft.model_validate(values | changed)

    def draft(self, **changed: Any) -> DraftView:  # noqa: ANN401 - any field
        return self.cases.drafting.create(self.people["drafter"], self.form(**changed))

    @arranging
    def submitted(self, **changed: Any) -> DraftView:  # noqa: ANN401 - any field
        made = self.draft(**changed)
        return self.submit(made)

    def submit(self, made: DraftView) -> DraftView:
        """Submit a draft, and have it cleared of secrets at once."""
        if made.line.replaces and not made.form.change_note:
            made = self.explain(made, "金额有误，已更正。")
        sent = self.cases.submitting.submit(
            self.people["drafter"], made.line.id, edition=made.line.edition
        )
        return self.cleared(sent)

    def cleared(self, sent: DraftView, **changed: Any) -> DraftView:  # noqa: ANN401 - any field
        """Conclude a secrecy review of what was submitted."""
        values: dict[str, Any] = {
            "result": "may",
            "basis": "已逐条核对",
            "pictures_read": True,
        } | changed
        conclusion = Conclusion(manifest_sha256=digest(sent), **values)
        return self.cases.clearing.conclude(
            self.people["secrecy"], sent.line.id, conclusion
        )

    def notice_cleared(self, asked: WithdrawalView) -> WithdrawalView:
        """Conclude a secrecy review of what a withdrawal publishes, if anything."""
        if asked.notice_sha256 is None:
            return asked
        conclusion = Conclusion(
            manifest_sha256=asked.notice_sha256,
            result=SecrecyResult.MAY,
            basis="只说明撤下的原因",
        )
        return self.cases.notice_clearing.conclude(
            self.people["secrecy"], asked.id, conclusion
        )

    def take_down(self, asked: WithdrawalView) -> WithdrawalView:
        """Have a withdrawal's words cleared of secrets, and confirm it."""
        self.notice_cleared(asked)
        return self.cases.withdrawing.confirm(
            self.people["approver"], asked.id, sha256=asked.sha256
        )

    def scanned(self, *pages: bytes) -> DraftView:
        """Draft a version of scanned pages, whose words nobody has typed."""
        made = self.draft()
        return self.cases.importing.import_file(
            self.people["drafter"],
            made.line.id,
            data=b"|".join((b"photo", *pages)),
            filename="扫描.pdf",
            edition=made.line.edition,
        )

    def explain(self, made: DraftView, note: str) -> DraftView:
        """Say in a new version what changed and why."""
        form = made.form.model_copy(update={"change_note": note})
        return self.cases.drafting.edit(
            self.people["drafter"], made.line.id, form, edition=made.line.edition
        )

    @arranging
    def reviewed(self, **changed: Any) -> DraftView:  # noqa: ANN401 - any field
        made = self.submitted(**changed)
        return self.cases.deciding.review(
            self.people["reviewer"], made.line.id, manifest_sha256=digest(made)
        )

    @arranging
    def approved(self, **changed: Any) -> DraftView:  # noqa: ANN401 - any field
        made = self.reviewed(**changed)
        return self.approve(made)

    def approve(self, made: DraftView) -> DraftView:
        return self.cases.deciding.approve(
            self.people["approver"], made.line.id, manifest_sha256=digest(made)
        )

    def approve_change(self, made: DraftView) -> DraftView:
        """Bring a draft that is not submitted yet to its approval."""
        sent = self.submit(made)
        self.cases.deciding.review(
            self.people["reviewer"], sent.line.id, manifest_sha256=digest(sent)
        )
        return self.approve(sent)

    def join(self, login: str, *offices: Held) -> str:
        """Invite somebody, who sets a password; return their id."""
        token = self.cases.accounts.invite(
            self.people["admin"], login=login, name=f"{login}岗", offices=offices
        )
        self.cases.joining.set_password(token.token, PASSWORD)
        return token.staff_id


def digest(view: DraftView) -> str:
    """Return the digest of the manifest that is up for signature."""
    assert view.line.manifest_sha256 is not None
    return view.line.manifest_sha256


@contextmanager
def new_county(
    folder: Path, *, asks_people: AskPeople = listed_by_centre
) -> Iterator[County]:
    """Give a county in an empty folder.

    It is founded once for all tests of a process, because setting six passwords takes
    as long as a hundred tests, and copied for each.
    """
    founded = _founded()
    shutil.copytree(founded.folder, folder, dirs_exist_ok=True)
    with opened_county(folder, asks_people=asks_people) as county:
        county.people.update(founded.people)
        yield county


@contextmanager
def opened_county(
    folder: Path, *, at: URL | None = None, asks_people: AskPeople = listed_by_centre
) -> Iterator[County]:
    """Give the county of a folder that has one already; its people are asked of it.

    Args:
        folder: Where its files lie.
        at: The address of its database; none: a file in the folder.
        asks_people: Says whose signature counts.
    """
    database = (
        database_at(at) if at is not None else open_database(folder / "mingbai.sqlite3")
    )
    clock = HandClock()
    told: list[frozenset[str]] = []
    calendars = Calendars(CountyCalendar(database=database).read)
    services = Services(
        database=database,
        clock=clock,
        approval_key=SigningKey(bytes(range(32))),
        people=asks_people,
        importer=LineImporter(),
        page_setter=OnePageSetter(),
        files=FileStore(folder / "files"),
        pictures=FileStore(folder / "captures"),
        on_commit=told.append,
        calendars=calendars,
        log=log_office(database, calendars, clock),
        mandates=shipped_mandates(),
        read_cells=workbook_cells,
        draw_page=draw_page,
        link_hosts=frozenset({"www.qinghe.example"}),
    )
    county = County(
        services=services,
        cases=use_cases(services),
        clock=clock,
        told=told,
        people={},
    )
    try:
        yield county
    finally:
        database.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Founded:
    """Be a closed county to be copied."""

    folder: Path
    people: Mapping[str, str]


@cache
def _founded() -> _Founded:
    folder = Path(tempfile.mkdtemp(prefix="mingbai-county-"))
    atexit.register(shutil.rmtree, folder)
    with opened_county(folder) as county:
        Base.metadata.create_all(county.database.engine)
        settle(county)
        people = dict(county.people)
    return _Founded(folder=folder, people=people)


def settle(county: County) -> None:
    """Found the county in an empty database: its village, groups and people."""
    with county.database.session() as session:
        token = found_county(
            session,
            unit="qinghe",
            name="清禾县",
            login="admin-login",
            person="管理员岗",
            now=county.clock.now(),
        )
    county.cases.joining.set_password(token.token, PASSWORD)
    admin = county.people["admin"] = token.staff_id
    county.cases.units.create(admin, village())
    county.cases.halls.change(admin, "qinghe", HALL)
    for group in groups():
        county.cases.groups.create(admin, group)
    for who, office in STAFF.items():
        held = Held(unit="qinghe", office=office)
        county.people[who] = county.join(county.login(who), held)
