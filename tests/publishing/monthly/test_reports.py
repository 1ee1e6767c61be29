"""A month's report is made by itself, once, and read by whoever may (REQ-70)."""

from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
import segno
from sqlalchemy import select

from programme.canonical import sha256_hex
from programme.certificate_check import examine
from programme.certificate_opening import open_bundle
from programme.certificate_witness import Agreement, printed_agreement
from programme.monthly_report import open_report
from programme.printed_checkpoint import typed_lines
from programme.witness import check_growth
from publishing.errors import NotAllowed, NotThere, StateForbids, StorageFailed
from publishing.house import use_cases
from publishing.monthly.code import code_of
from publishing.monthly.keeping import ReportKeeper
from publishing.monthly.making import ReportMaker
from publishing.staff.offices import Held
from publishing.tables.journal import JournalEntry
from publishing.tables.people import Office
from tests.fakes.certificates import PUBLIC, hang, issue, keeper_of
from tests.fakes.delivery import Delivery
from tests.fakes.inspectors import let_in
from tests.fakes.showing import CHINA

DUE = datetime(2026, 11, 30, 22, tzinfo=UTC)
"""Six in the morning of the first of December, in the county."""


def keeper(delivery: Delivery) -> ReportKeeper:
    return ReportKeeper(
        database=delivery.county.database,
        maker=delivery.county.cases.monthly_reports.maker,
        clock=delivery.county.clock,
        zone=CHINA,
    )


def test_a_month_s_report_is_made_by_itself_after_its_end_and_only_once(
    delivery: Delivery,
) -> None:
    county, reports = delivery.county, delivery.county.cases.monthly_reports
    by, job = county.people["publisher"], keeper(delivery)
    county.approved()
    keeper_of(delivery).tick()
    job.tick()
    before = reports.listing(by)

    county.clock.at = DUE
    job.tick()
    [line] = reports.listing(by)
    county.clock.forward(days=3)
    county.approved(title="下个月的")
    job.tick()

    assert before == ()
    assert reports.listing(by) == (line,)
    assert (line.report, line.is_whole, line.published) == ("2026-11", True, 1)
    assert line.made_at == DUE
    sheet = reports.sheet(by, "2026-11")
    assert (sheet.name, sha256_hex(sheet.data)) == ("report-2026-11.pdf", line.sheet)
    with pypdfium2.PdfDocument(sheet.data) as read:
        assert round(read[0].get_width()) == 595
    with county.database.reading() as session:
        query = select(JournalEntry).where(JournalEntry.act == "report.made")
        entry = session.scalars(query).one()
    assert (entry.actor, entry.subject) == ("system", "2026-11")
    assert entry.details["sheet"] == line.sheet


def test_a_report_carries_the_one_before_and_that_the_log_only_grew(
    delivery: Delivery,
) -> None:
    county, reports = delivery.county, delivery.county.cases.monthly_reports
    by, job = county.people["publisher"], keeper(delivery)
    keeper_of(delivery).tick()
    county.clock.at = datetime(2027, 1, 3, tzinfo=UTC)

    job.tick()
    job.tick()
    job.tick()

    lines = reports.listing(by)
    assert [one.report for one in lines] == ["2026-12", "2026-11"]
    opened = [open_report(reports.bundle(by, one.report).data) for one in lines]
    (later, key, now), (earlier, _, _) = opened
    assert key == PUBLIC
    assert earlier.previous is None
    assert later.previous is not None
    assert later.previous.report == "2026-11"
    assert later.previous.bridge.checkpoint == earlier.checkpoint
    assert now.size > opened[1][2].size
    check_growth(opened[1][2], now, later.previous.bridge.proof)


# REQ-75, F29
def test_a_certificate_lists_every_report_that_was_printed_before(
    delivery: Delivery,
) -> None:
    county, reports = delivery.county, delivery.county.cases.monthly_reports
    by = county.people["publisher"]
    hung = hang(delivery, days=1)
    line = reports.make_so_far(by)
    _, _, said = open_report(reports.bundle(by, line.report).data)
    keeper_of(delivery).tick()

    opened = open_bundle(issue(delivery, hung.disclosure).data)

    paper = "\n".join(typed_lines(line.report, said))
    printed, found = printed_agreement(opened.certificate, paper)
    assert found is Agreement.AGREES
    assert printed is not None
    assert printed.report == line.report == "2026-11-24"
    assert all(one.holds for one in examine(opened))


def test_a_report_of_the_month_so_far_is_made_once_a_day(delivery: Delivery) -> None:
    reports, by = (
        delivery.county.cases.monthly_reports,
        delivery.county.people["publisher"],
    )

    first = reports.make_so_far(by)
    delivery.county.clock.forward(hours=2)
    again = reports.make_so_far(by)

    assert first == again
    assert not first.is_whole
    assert len(reports.listing(by)) == 1


def test_inspectors_read_reports_and_people_of_one_unit_do_not(
    delivery: Delivery,
) -> None:
    county, reports = delivery.county, delivery.county.cases.monthly_reports
    inspector = let_in(county)
    line = reports.make_so_far(inspector)
    of_village = county.join(
        "village", Held(unit="qinghe-liuwu", office=Office.PUBLISHER)
    )

    assert reports.listing(inspector) == (line,)
    assert reports.sheet(inspector, line.report).data.startswith(b"%PDF")
    for ask in (
        lambda: reports.listing(of_village),
        lambda: reports.make_so_far(of_village),
        lambda: reports.sheet(of_village, line.report),
        lambda: reports.bundle(of_village, line.report),
    ):
        with pytest.raises(NotAllowed):
            ask()
    for missing in (reports.sheet, reports.bundle):
        with pytest.raises(NotThere):
            missing(inspector, "2020-01")


def test_without_the_log_s_key_there_is_no_report(delivery: Delivery) -> None:
    county = delivery.county
    cases = use_cases(replace(county.services, log=None))
    county.clock.at = DUE

    with pytest.raises(StateForbids, match="mingbai keys add-log"):
        cases.monthly_reports.make_so_far(county.people["publisher"])
    ReportKeeper(
        database=county.database,
        maker=cases.monthly_reports.maker,
        clock=county.clock,
        zone=CHINA,
    ).tick()
    assert cases.monthly_reports.listing(county.people["publisher"]) == ()


class _Refusing(ReportMaker):
    """Be a maker whose disk refuses, until it is mended."""

    def __init__(self) -> None:
        self.asked = 0

    def make(self, *args: object, **told: object) -> None:
        del args, told
        self.asked += 1
        raise StorageFailed("full")


def test_what_went_wrong_is_tried_again_an_hour_later(delivery: Delivery) -> None:
    county, maker = delivery.county, _Refusing()
    keeper_of(delivery).tick()
    job = ReportKeeper(
        database=county.database, maker=maker, clock=county.clock, zone=CHINA
    )
    county.clock.at = DUE

    for _ in range(2):
        with pytest.raises(StorageFailed):
            job.tick()
        job.tick()
        county.clock.forward(hours=1)

    assert maker.asked == 2


def test_the_printed_code_is_the_code_of_the_note() -> None:
    note = "mingbai/qinghe\n9\nroot\n\n— mingbai/qinghe c2ln\n"

    made = code_of(note)

    code = segno.make_qr(note, error="m", encoding="utf-8", boost_error=False)
    cells = round(code.symbol_size(border=4)[0])
    scale = round(made.width / cells)
    dark = [
        [made.getpixel((x * scale + 3, y * scale + 3)) == 0 for x in range(cells)]
        for y in range(cells)
    ]
    assert made.size == (cells * scale, cells * scale)
    assert dark == [[bool(one) for one in row] for row in code.matrix_iter(border=4)]
