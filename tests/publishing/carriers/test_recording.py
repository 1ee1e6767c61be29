from datetime import date

import pytest
from sqlalchemy import select

from programme.canonical import sha256_hex
from programme.carriers import Carrier
from programme.progress import Progress
from publishing.carriers.recording import Presences
from publishing.inspection.coverage import Coverage, Coverages
from publishing.oversight.journal import page
from publishing.release.others import make_progress
from publishing.tables.catalogue import CatalogueEntryRow
from publishing.tables.disclosures import Draft
from publishing.tables.release import ReleaseDue
from tests.fakes.catalogue import line_form
from tests.fakes.desk import County
from tests.fakes.presences import posted, website

SCREEN = "qinghe-hall-screen"


def coverage(county: County, disclosure: str, *, counts: bool = True) -> Coverage:
    read = Coverages(
        acting=county.cases.acting,
        calendars=county.services.calendars,
        presence_counts=counts,
    )
    return read.of(county.people["drafter"], disclosure)


def progress(county: County, *, counts: bool = True) -> Progress:
    now = county.clock.now()
    with county.database.reading() as session:
        made = make_progress(
            session,
            SCREEN,
            workdays=county.services.calendars.workdays,
            now=now,
            presence_counts=counts,
        )
    assert made is not None
    return Progress.parse(made.finish(1, now))


def test_days_on_the_paper_board_count_where_no_screen_showed_it(
    county: County, presences: Presences
) -> None:
    """REQ-35: published on Monday the 23rd, on the board from the 24th."""
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=4)
    posted(county, presences, disclosure)

    [counted] = progress(county).disclosures
    [alone] = progress(county, counts=False).disclosures

    assert [day.day for day in counted.shown_on] == [24, 25, 26]
    assert counted.short_on == ()
    assert alone.shown_on == ()
    assert [day.day for day in alone.short_on] == [24, 25, 26]


def test_a_record_has_the_days_counted_anew(
    county: County, presences: Presences
) -> None:
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=2)

    presences.record(county.people["drafter"], disclosure, website())

    with county.database.reading() as session:
        due = set(session.scalars(select(ReleaseDue.target)))
    assert f"progress/{SCREEN}.json" in due


def test_the_listing_says_which_day_counts_by_which_carrier(
    county: County, presences: Presences
) -> None:
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=3)
    presences.record(
        county.people["drafter"], disclosure, website(from_on=date(2026, 11, 25))
    )

    found = coverage(county, disclosure)

    [screen] = [one for one in found.groups if one.group == SCREEN]
    told = [(one.day.day, one.counts, one.by_carriers) for one in screen.days]
    assert told == [(24, False, ()), (25, True, (Carrier.WEBSITE,))]
    assert coverage(county, disclosure, counts=False).primary == frozenset()


def test_a_photo_is_kept_without_what_the_camera_wrote(
    county: County, presences: Presences
) -> None:
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=2)

    made = posted(county, presences, disclosure)

    assert made.posted_photo == sha256_hex(b"the board")
    shown = county.cases.photos.show(county.people["reviewer"], made.posted_photo)
    assert shown == b"the board"


def test_taking_the_board_down_needs_its_photo_and_ends_its_days(
    county: County, presences: Presences
) -> None:
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=4)
    made = posted(county, presences, disclosure)

    ended = presences.take_board_down(
        county.people["drafter"],
        made.id,
        last_on=date(2026, 11, 25),
        data=b"photo|the empty board",
        filename="取下.jpg",
    )

    found = coverage(county, disclosure)
    assert found.presences == (ended,)
    assert found.earlier == (made,)
    assert ended.posted_photo == made.posted_photo
    [counted] = progress(county).disclosures
    assert [day.day for day in counted.shown_on] == [24, 25]


def test_a_correction_takes_the_place_of_a_record_and_a_strike_leaves_none(
    county: County, presences: Presences
) -> None:
    drafter = county.people["drafter"]
    disclosure = county.approved().line.disclosure
    county.clock.forward(days=2)
    first = presences.record(drafter, disclosure, website())
    second = presences.correct(
        drafter, first.id, website(from_on=date(2026, 11, 25), reason="日子写错")
    )

    struck = presences.strike(drafter, second.id, reason="网页没有发出去")

    found = coverage(county, disclosure)
    assert found.presences == ()
    assert set(found.earlier) == {first, second, struck}
    with county.database.reading() as session:
        acts = [line.act for line in page(session, subject=disclosure)]
    assert acts[:3] == ["presence.struck", "presence.corrected", "presence.recorded"]


@pytest.mark.parametrize(
    ("primary", "counts"),
    [
        (Carrier.PAPER_BOARD, True),
        (Carrier.WEBSITE, False),
        (Carrier.SCREEN, False),
    ],
)
def test_the_catalogue_line_says_of_which_carrier_a_record_counts(
    county: County, presences: Presences, primary: Carrier, *, counts: bool
) -> None:
    """REQ-35: the board hung on Tuesday the 24th; the line names one carrier."""
    made = county.approved()
    form = line_form(
        carriers=tuple(Carrier), primary=primary, valid_from=date(2026, 11, 1)
    )
    with county.database.session() as session:
        session.add(
            CatalogueEntryRow(
                id="e-1",
                line="l-1",
                unit_id=made.line.unit,
                inherited_by=None,
                origin=None,
                position=0,
                valid_from=form.valid_from,
                valid_to=None,
                document=form.model_dump(mode="json"),
                made_at=county.clock.now(),
            )
        )
        session.get_one(Draft, made.line.id).catalogue_entry = "l-1"
    county.clock.forward(days=2)
    posted(county, presences, made.line.disclosure)

    [counted] = progress(county).disclosures

    assert bool(counted.shown_on) is counts
