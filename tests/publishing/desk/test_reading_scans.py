import pytest
from sqlalchemy import select

from programme.blocks import PageImageBlock, Revision
from publishing.desk.searching import Sought
from publishing.desk.views import DraftView
from publishing.errors import ContentChanged, NotAllowed, NotThere, Refused
from publishing.tables.disclosures import DraftState
from publishing.tables.imports import WordsOrigin
from publishing.tables.journal import JournalEntry
from tests.fakes.desk import County


def _confirm(county: County, made: DraftView, words: str, at: int = 0) -> DraftView:
    return county.cases.reading_scans.confirm(
        county.people["drafter"],
        made.line.id,
        image=made.scans[at].image_sha256,
        words=words,
        edition=made.line.edition,
    )


def test_a_scan_is_not_submitted_before_a_person_read_its_words(
    county: County,
) -> None:
    """REQ-16, REQ-36, REQ-75: who confirmed is on the journal."""
    made = county.scanned(b"RIFF one", b"RIFF two")
    first = _confirm(county, made, "第一页")

    with pytest.raises(Refused, match="扫描页"):
        county.submit(first)
    both = _confirm(county, first, "第二页", at=1)
    sent = county.submit(both)

    assert sent.line.state is DraftState.SUBMITTED
    assert [(scan.origin, scan.read_by) for scan in sent.scans] == 2 * [
        (WordsOrigin.CONFIRMED, "drafter-login岗")
    ]
    assert sent.manifest is not None
    files = county.services.files
    signed = Revision.parse(files.get(sent.manifest.blocks.sha256)).blocks
    assert [b.words for b in signed if isinstance(b, PageImageBlock)] == [
        "第一页",
        "第二页",
    ]
    with county.database.session() as session:
        query = select(JournalEntry).where(JournalEntry.act == "draft.words_confirmed")
        told = [(one.actor, one.details["page"]) for one in session.scalars(query)]
    assert told == [(county.people["drafter"], 1), (county.people["drafter"], 2)]


def test_a_scan_is_found_by_its_confirmed_words(county: County) -> None:
    drafter = county.people["drafter"]
    made = _confirm(county, county.scanned(b"RIFF one"), "鳜鱼塘承包公示")

    found = county.cases.searching.find(drafter, Sought(words="鳜鱼塘"))

    assert [line.id for line in found.lines] == [made.line.id]


def test_words_that_the_drafter_types_need_no_second_look(county: County) -> None:
    made = county.scanned(b"RIFF one")
    (scan,) = (b for b in made.form.blocks or () if isinstance(b, PageImageBlock))
    typed = scan.model_copy(update={"words": "照着打的字"})
    form = made.form.model_copy(update={"blocks": (typed,)})

    kept = county.cases.drafting.edit(
        county.people["drafter"], made.line.id, form, edition=made.line.edition
    )

    assert [one.origin for one in kept.scans] == [WordsOrigin.TYPED]
    assert county.submit(kept).line.state is DraftState.SUBMITTED


def test_confirmed_words_hold_for_the_next_version_that_shows_them(
    county: County,
) -> None:
    read = _confirm(county, county.scanned(b"RIFF one"), "第一页")
    sent = county.submit(read)
    drafter, manifest = county.people["drafter"], sent.line.manifest_sha256
    assert manifest is not None
    county.cases.deciding.review(
        county.people["reviewer"], sent.line.id, manifest_sha256=manifest
    )
    county.approve(sent)

    changed = county.cases.changing.change(drafter, sent.line.disclosure)

    assert [one.origin for one in changed.scans] == [WordsOrigin.CONFIRMED]
    assert county.cases.sources.reading(drafter, changed.line.id).parts != ()


def test_what_cannot_be_confirmed_is_refused(county: County) -> None:
    made = county.scanned(b"RIFF one")
    confirm = county.cases.reading_scans.confirm
    image, edition = made.scans[0].image_sha256, made.line.edition
    drafter, draft = county.people["drafter"], made.line.id

    with pytest.raises(Refused, match="请照原页写好文字"):
        confirm(drafter, draft, image=image, words=" ", edition=edition)
    with pytest.raises(NotThere):
        confirm(drafter, draft, image="b" * 64, words="字", edition=edition)
    with pytest.raises(ContentChanged):
        confirm(drafter, draft, image=image, words="字", edition=edition + 1)
    with pytest.raises(NotAllowed):
        confirm(
            county.people["reviewer"], draft, image=image, words="字", edition=edition
        )
