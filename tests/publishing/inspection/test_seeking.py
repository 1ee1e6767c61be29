"""What was published is found by unit, day, screen, person and number (REQ-70)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from programme.blocks import Paragraph
from programme.boards import DisplayKind
from programme.period import Period
from programme.programme import WithdrawalCause
from publishing.inspection.seeking import Asked, Seeking
from publishing.tables.evidence import PaintedDay
from publishing.tables.fleet import Device, DeviceState
from tests.fakes.catalogue import line_form
from tests.fakes.desk import County
from tests.fakes.inspectors import let_in

SCREEN, KIOSK = "qinghe-hall-screen", "qinghe-hall-kiosk"
ZONE = ZoneInfo("Asia/Shanghai")
ACCOUNTS, BUS, GONE = "三季度财务收支", "公交线路调整", "写错了的一件"


@pytest.fixture
def shelf(county: County) -> County:
    """Give a county with three published matters, one of them withdrawn, and more."""
    let_in(county)
    county.approved(title=ACCOUNTS, groups=(SCREEN,))
    county.approved(
        title=BUS,
        groups=(KIOSK,),
        blocks=(Paragraph(text="联系人甲某某，工作日接听。"),),
    )
    gone = county.approved(title=GONE, groups=(SCREEN,))
    county.take_down(
        county.cases.withdrawing.request(
            county.people["reviewer"],
            gone.line.disclosure,
            manifest_sha256=gone.line.manifest_sha256 or "",
            cause=WithdrawalCause.ORDER,
            explanation="上级机关要求先撤下。",
        )
    )
    county.draft(title="还没有公开的")
    return county


def titles(county: County, asked: Asked, who: str = "inspector") -> set[str]:
    seeking = Seeking(acting=county.cases.acting, zone=ZONE)
    found = seeking.find(county.people[who], asked)
    return {line.title for line in found.lines}


TODAY, LONG_AGO = date(2026, 11, 23), date(2026, 3, 2)
NOVEMBER = Period(starts_on=date(2026, 11, 1), ends_on=date(2026, 12, 1))
MARCH = Period(starts_on=date(2026, 3, 1), ends_on=date(2026, 4, 1))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(), {ACCOUNTS, BUS, GONE}),
        (Asked(unit="qinghe"), {ACCOUNTS, BUS, GONE}),
        (Asked(unit="qinghe", below=False), set()),
        (Asked(unit="qinghe-liuwu"), {ACCOUNTS, BUS, GONE}),
        (Asked(number="2026-0002"), {BUS}),
        (Asked(number="%"), set()),
        (Asked(screen=SCREEN), {ACCOUNTS, GONE}),
        (Asked(screen="没有这块屏"), set()),
        (Asked(on=TODAY), {ACCOUNTS, BUS, GONE}),
        (Asked(on=LONG_AGO), set()),
        (Asked(on=TODAY, screen=KIOSK), {BUS}),
        (Asked(person="甲某某"), {BUS}),
        (Asked(person="没有这个人"), set()),
        (Asked(published_in=NOVEMBER), {ACCOUNTS, BUS, GONE}),
        (Asked(published_in=MARCH), set()),
        (Asked(leaf=1), set()),
    ],
)
def test_each_thing_that_is_asked_for_narrows_what_is_found(
    shelf: County, asked: Asked, found: set[str]
) -> None:
    assert titles(shelf, asked) == found


@pytest.mark.parametrize("who", ["drafter", "reviewer", "approver", "secrecy"])
def test_a_matter_is_found_by_whoever_had_a_hand_in_it(shelf: County, who: str) -> None:
    listed = shelf.cases.accounts.listing(shelf.people["admin"])
    name = {view.id: view.name for view in listed}[shelf.people[who]]

    assert titles(shelf, Asked(person=name)) == {ACCOUNTS, BUS, GONE}


# REQ-22: what a change note says goes out as well.
def test_whom_a_change_note_or_the_file_s_name_names_is_found(shelf: County) -> None:
    made = shelf.approved(title="食堂收支")
    drafter = shelf.people["drafter"]
    filed = shelf.draft(title="低保复核")
    filed = shelf.cases.importing.import_file(
        drafter,
        filed.line.id,
        data="复核结果见附表。".encode(),
        filename="甄有名申请.txt",
        edition=filed.line.edition,
    )
    shelf.approve_change(filed)
    change = shelf.cases.changing.change(drafter, made.line.disclosure)
    told = {"secrecy_basis": "不涉密", "change_note": "甄示例的一笔写重了，已删去。"}
    changed = shelf.cases.drafting.edit(
        drafter,
        change.line.id,
        change.form.model_copy(update=told),
        edition=change.line.edition,
    )
    shelf.approve_change(changed)

    assert titles(shelf, Asked(person="甄示例")) == {"食堂收支"}
    assert titles(shelf, Asked(person="甄有名")) == {"低保复核"}


# REQ-70
def test_the_catalogue_s_lines_that_name_a_person_are_found_beside(
    shelf: County,
) -> None:
    line = shelf.cases.entries.create(
        shelf.people["admin"], "qinghe", line_form(section="甄示例（财务股）")
    )
    seeking = Seeking(acting=shelf.cases.acting, zone=ZONE)

    found = seeking.find(shelf.people["inspector"], Asked(person="甄示例"))
    other = seeking.find(shelf.people["inspector"], Asked(person="没有这个人"))

    (named,) = found.catalogue
    assert (named.line, named.unit, named.unit_name) == (line.line, "qinghe", "清禾县")
    assert "甄示例" in named.excerpt
    assert (found.lines, other.catalogue) == ((), ())


def test_what_was_taken_down_hung_until_then_and_no_longer(shelf: County) -> None:
    shelf.clock.forward(seconds=3 * 86400)

    assert titles(shelf, Asked(on=TODAY + timedelta(days=2))) == {ACCOUNTS, BUS}


def test_what_a_device_painted_is_found_by_its_name_and_the_day(
    shelf: County,
) -> None:
    now = shelf.clock.now()
    (accounts,) = (
        one
        for one in shelf.cases.published.disclosures(shelf.people["admin"])
        if one.draft.title == ACCOUNTS
    )
    with shelf.database.session() as session:
        session.add(_device(now, shelf.people["admin"]))
        session.flush()
        session.add(_painted(accounts.draft.disclosure, LONG_AGO, now))

    assert titles(shelf, Asked(screen="东门", on=LONG_AGO)) == {ACCOUNTS}
    assert titles(shelf, Asked(screen="西门", on=LONG_AGO)) == set()


def test_other_units_stay_closed(county: County) -> None:
    let_in(county, unit="qinghe-liuwu")
    county.approved(title=ACCOUNTS)

    assert titles(county, Asked(unit="qinghe")) == {ACCOUNTS}


def _device(now: datetime, admin: str) -> Device:
    return Device(
        id="screen-7",
        key="7" * 64,
        public="7" * 64,
        group_id=KIOSK,
        name="东门大屏",
        display_kind=DisplayKind.SCREEN,
        width=1920,
        height=1080,
        hostname="",
        state=DeviceState.ACTIVE,
        enrolled_at=now,
        enrolled_by=admin,
    )


def _painted(disclosure: str, day: date, now: datetime) -> PaintedDay:
    return PaintedDay(
        disclosure_id=disclosure,
        manifest_sha256="a" * 64,
        device_id="screen-7",
        day=day,
        group_id=KIOSK,
        milliseconds=12_000,
        exposures=1,
        pages={"1": 1},
        first_at=now,
        last_at=now,
        last_page=1,
        last_page_sha256="b" * 64,
    )
