import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from programme.approval import Role
from programme.boards import Board, KindOfAct
from programme.carriers import Carrier
from programme.certificate_check import examine
from programme.certificate_opening import open_bundle
from programme.certificate_witness import Agreement, agreement
from programme.service_day import DayState
from publishing.certificates.certificates import LogProofs
from publishing.certificates.lines import (
    BOARDS,
    CARRIERS,
    ROLES,
    STATES,
    before_days,
)
from publishing.coverage.causing import CauseForm
from publishing.errors import NotThere, StateForbids
from publishing.house import use_cases
from publishing.tables.coverage import ShortCause
from publishing.tables.journal import JournalEntry
from publishing.tables.log import LogCheckpoint
from tests.fakes.certificates import (
    hang,
    issue,
    issuer_of,
    show_for_days,
    taken_down,
    told_more,
)
from tests.fakes.delivery import Delivery, play
from tests.fakes.showing import CHINA


# REQ-70
def test_staff_get_a_sheet_and_a_file_that_verifies(delivery: Delivery) -> None:
    hung = hang(delivery)
    told_more(delivery, hung)
    taken_down(delivery, hung)
    certificates, by = (
        delivery.county.cases.certificates,
        delivery.county.people["publisher"],
    )

    line = certificates.issue(by, hung.disclosure)

    bundle = certificates.bundle(by, line.id)
    opened = open_bundle(bundle.data)
    assert all(one.holds for one in examine(opened))
    assert bundle.name == f"certificate-{line.id}.mingbai"
    assert (line.counted, line.short) == (4, 0)
    assert certificates.listing(by, hung.disclosure) == (line,)
    sheet = certificates.sheet(by, line.id).data
    assert sheet.startswith(b"%PDF")
    with pypdfium2.PdfDocument(sheet) as read:
        assert len(read) >= 2
        assert round(read[0].get_width()) == 595
        said = "".join(words_of(page) for page in read)
    with delivery.county.database.reading() as session:
        acts = session.scalars(select(JournalEntry.act)).all()
    assert acts[-1] == "certificate.issued"
    # It can be searched and copied: number, title, which days, the fingerprint.
    certificate = opened.certificate
    for words in (
        certificate.claims.register_number,
        opened.manifest.title,
        "算数4个工作日",
        "应展示至少20个工作日",
        "展示到2026-12-21（含当天）",
        certificate.manifest,
        certificate.checkpoint.split("\n")[2],
        "第1页，共",
    ):
        assert words.replace(" ", "") in said
    assert {f"{day.day}" for day in certificate.claims.days} <= days_in(said)


def test_a_sheet_has_words_for_all_that_it_may_have_to_name() -> None:
    assert set(BOARDS) == set(Board)
    assert set(ROLES) == set(Role)
    assert set(STATES) == set(DayState)
    assert set(CARRIERS) == set(Carrier)


def words_of(page: pypdfium2.PdfPage) -> str:
    """Return what a reader finds on a page, without blanks and ends of lines."""
    return "".join(page.get_textpage().get_text_bounded().split())


def days_in(text: str) -> set[str]:
    return set(re.findall(r"20\d\d-\d\d-\d\d", text))


# REQ-70
def test_four_who_press_at_once_get_one_certificate(delivery: Delivery) -> None:
    hung = hang(delivery, days=1)
    certificates = delivery.county.cases.certificates
    by = delivery.county.people["publisher"]

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(certificates.issue, by, hung.disclosure) for _ in "1234"]
        lines = {one.result(60).id for one in asked}

    found = {one.id for one in certificates.listing(by, hung.disclosure)}
    assert found == lines
    assert len(lines) < 4


def test_only_people_of_the_unit_see_certificates(delivery: Delivery) -> None:
    hung = hang(delivery, days=1)
    certificates, county = delivery.county.cases.certificates, delivery.county
    line = certificates.issue(county.people["publisher"], hung.disclosure)
    stranger = county.join("stranger")

    for ask in (
        lambda: certificates.issue(stranger, hung.disclosure),
        lambda: certificates.listing(stranger, hung.disclosure),
        lambda: certificates.bundle(stranger, line.id),
        lambda: certificates.sheet(county.people["publisher"], 99),
    ):
        with pytest.raises(NotThere):
            ask()


def test_what_was_never_published_has_no_certificate(delivery: Delivery) -> None:
    made = delivery.county.draft()
    by = delivery.county.people["publisher"]

    with pytest.raises(StateForbids, match="还没有公开过"):
        delivery.county.cases.certificates.issue(by, made.line.disclosure)


def test_a_county_without_a_log_key_is_told_what_to_do(delivery: Delivery) -> None:
    hung = hang(delivery, days=1)
    by = delivery.county.people["publisher"]
    cases = use_cases(replace(delivery.county.services, log=None))

    with pytest.raises(StateForbids, match="mingbai keys add-log"):
        cases.certificates.issue(by, hung.disclosure)


def test_the_centre_proves_growth_to_whoever_kept_a_checkpoint(
    delivery: Delivery,
) -> None:
    hung = hang(delivery)
    by = delivery.county.people["publisher"]
    certificates = delivery.county.cases.certificates
    data = certificates.bundle(by, certificates.issue(by, hung.disclosure).id).data
    certificate = open_bundle(data).certificate
    certificates.issue(by, hung.disclosure)
    with delivery.county.database.reading() as session:
        rows = session.scalars(select(LogCheckpoint).order_by(LogCheckpoint.size))
        later = list(rows)[-1]
        own = int(certificate.checkpoint.split("\n")[1])
        proof = LogProofs(session).between(own, later.size)
        with pytest.raises(NotThere):
            LogProofs(session).between(own, later.size + 1)

    assert own < later.size
    assert agreement(certificate, later.note) is Agreement.UNPROVEN
    assert agreement(certificate, later.note, [proof]) is Agreement.AGREES


def test_what_comes_while_a_certificate_is_made_is_left_out_of_it(
    delivery: Delivery,
) -> None:
    hung = hang(delivery, days=2)
    issuer = issuer_of(delivery)
    with delivery.county.database.session() as session:
        note = issuer.sign(session, hung.disclosure)
    told_more(delivery, hung)

    with delivery.county.database.reading() as session:
        now = delivery.county.clock.now()
        issued = issuer.issue(session, hung.disclosure, now, note=note)

    assert all(one.holds for one in examine(open_bundle(issued.data)))
    assert issued.certificate.claims.presences == ()
    assert issued.certificate.claims.gaps == ()


def test_records_by_a_clock_that_lost_its_time_leave_no_hole_in_a_chain(
    delivery: Delivery,
) -> None:
    hung = hang(delivery, days=2)
    named = (hung.disclosure, hung.made.line.manifest_sha256 or "")
    astray = play(*named, at=datetime(2000, 1, 1, tzinfo=UTC))
    sent = hung.screen.batch(hung.screen.add(astray))
    delivery.conversations.take_evidence(sent)
    show_for_days(delivery, hung.screen, hung.kiosk, named, days=1)

    issued = issue(delivery, hung.disclosure)

    assert all(one.holds for one in examine(open_bundle(issued.data)))
    assert issued.certificate.claims.counted == 2


# REQ-21
def test_a_decision_not_to_make_up_for_a_gap_stands_on_the_certificate(
    delivery: Delivery,
) -> None:
    hung = hang(
        delivery,
        days=1,
        kind_of_act=KindOfAct.PUBLIC_NOTICE,
        objections_telephone="0555-010-0101",
    )
    county, disclosure = delivery.county, hung.disclosure
    county.clock.forward(hours=72)
    today = county.clock.now().date()
    cut = CauseForm(
        cause=ShortCause.POWER_CUT,
        unit="qinghe",
        from_on=today - timedelta(days=3),
        last_on=today - timedelta(days=1),
    )
    county.cases.short_causes.record(county.people["publisher"], cut)
    county.cases.declining.decline(
        county.people["approver"], disclosure, reason="公开栏一直贴着"
    )

    certificates, by = county.cases.certificates, county.people["publisher"]
    line = certificates.issue(by, disclosure)

    opened = open_bundle(certificates.bundle(by, line.id).data)
    assert all(one.holds for one in examine(opened))
    [decision] = opened.certificate.claims.declined
    assert decision.reason == "公开栏一直贴着"
    short = [
        day.day for day in opened.certificate.claims.days if day.state is DayState.SHORT
    ]
    assert list(decision.short_on) == short != []
    lines = before_days(opened.certificate, opened.manifest, zone=CHINA)
    [told] = [one.text for one in lines if "决定不补公示" in one.text]
    assert told.endswith("决定不补公示，理由：公开栏一直贴着")
