import json
from datetime import date

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from programme.blocks import AssetRef, PageImageBlock, Paragraph, Revision
from publishing.catalogue.items import ServiceSheet
from publishing.desk.content import DraftForm
from publishing.desk.screening import Kept
from publishing.errors import Refused
from publishing.tables.disclosures import DraftState
from publishing.tables.journal import JournalEntry
from tests.fakes.desk import County
from tests.fakes.hall_data import SHEET

MOBILE = "13812345678"
KEPT = Kept(text=MOBILE, reason="河长公示牌上的电话")
TOLD = (Paragraph(text=f"河长电话 {MOBILE}。"),)


def test_what_is_signed_and_set_holds_no_personal_data(county: County) -> None:
    made = county.submitted(title=f"寻人 {MOBILE}", blocks=TOLD)

    manifest = made.manifest
    assert manifest is not None
    files = county.services.files
    revision = Revision.parse(files.get(manifest.blocks.sha256))
    assert manifest.title == "寻人 138****5678"
    assert revision.blocks == (Paragraph(text="河长电话 138****5678。"),)
    assert all(
        MOBILE not in page.words and MOBILE.encode() not in files.get(page.asset.sha256)
        for panel in manifest.pages
        for page in panel.pages
    )


def test_a_drafter_sees_what_will_be_masked_and_keeps_what_was_typed(
    county: County,
) -> None:
    made = county.draft(blocks=TOLD)

    assert [(one.text, one.masked) for one in made.findings] == [
        (MOBILE, "138****5678")
    ]
    assert made.form.blocks == TOLD
    assert made.signed.blocks == (Paragraph(text="河长电话 138****5678。"),)


def test_what_is_kept_with_a_reason_is_signed_as_it_is_and_journalled(
    county: County,
) -> None:
    made = county.submitted(
        blocks=(*TOLD, Paragraph(text="村民 13912345678")), kept_personal=(KEPT,)
    )

    assert made.signed.blocks == (*TOLD, Paragraph(text="村民 139****5678"))
    with county.database.reading() as session:
        query = select(JournalEntry).where(JournalEntry.act == "draft.submitted")
        details = session.scalars(query).one().details
    assert details["masked"] == 1
    assert details["kept"] == [
        {"kind": "mobile", "masked": "138****5678", "reason": KEPT.reason}
    ]
    assert MOBILE not in json.dumps(details)


def test_a_reason_given_later_voids_what_was_signed(county: County) -> None:
    made = county.reviewed(blocks=TOLD)
    form = DraftForm(
        **made.form.model_dump(exclude={"kept_personal"}), kept_personal=(KEPT,)
    )

    kept = county.cases.drafting.edit(
        county.people["drafter"], made.line.id, form, edition=made.line.edition
    )

    assert kept.line.state is DraftState.DRAFT
    assert kept.signed.blocks == TOLD


def test_a_scan_that_shows_personal_data_is_not_submitted_silently(
    county: County,
) -> None:
    image = county.services.files.put(b"RIFF scan")
    scan = PageImageBlock(
        image=AssetRef(sha256=image.sha256, length=image.length),
        width=10,
        height=10,
        words=f"河长 {MOBILE}",
    )

    with pytest.raises(Refused, match="图片上看得见个人信息") as refused:
        county.submitted(blocks=(scan,))
    sent = county.submitted(blocks=(scan,), kept_personal=(KEPT,))

    assert refused.value.code == "personal_data_in_picture"
    assert sent.line.state is DraftState.SUBMITTED


def test_numbers_that_offices_have_made_public_are_not_masked(county: County) -> None:
    sheet = ServiceSheet.model_validate(SHEET)
    county.cases.service_items.take_in(county.people["publisher"], sheet)
    told = (
        Paragraph(text="民政窗口 0555-010-0131，大厅 0555-010-0100，我 0555-4100133"),
    )

    made = county.draft(blocks=told)

    assert [one.text for one in made.findings] == ["0555-4100133"]


def test_the_telephone_for_objections_is_not_masked(county: County) -> None:
    made = county.draft(
        objections_telephone="0555-4100133",
        blocks=(Paragraph(text="有意见请打 0555-4100133"),),
    )

    assert made.findings == ()


def test_a_change_takes_over_what_is_kept(county: County) -> None:
    made = county.approved(blocks=TOLD, kept_personal=(KEPT,))

    change = county.cases.changing.change(
        county.people["drafter"], made.line.disclosure
    )

    assert change.form.kept_personal == (KEPT,)


# REQ-7: a day to come would put off every deadline.
def test_what_is_settled_in_the_future_is_not_submitted(county: County) -> None:
    assert county.submitted(settled_on=date(2026, 11, 23)).line.manifest_sha256

    with pytest.raises(Refused, match="在今天以后") as refused:
        county.submitted(settled_on=date(2026, 11, 24))

    assert refused.value.code == "settled_in_future"


def test_a_summary_and_the_length_of_the_whole_are_part_of_what_is_signed(
    county: County,
) -> None:
    made = county.submitted(summary_points=("耕地保有量不低于 38.6 万亩",))

    manifest = made.manifest
    assert manifest is not None
    assert {panel.whole_pages for panel in manifest.pages} == {30}
    assert made.form.summary_points == ("耕地保有量不低于 38.6 万亩",)


def test_a_disclosure_that_is_shown_whole_says_no_length(county: County) -> None:
    manifest = county.submitted().manifest

    assert manifest is not None
    assert b"whole_pages" not in manifest.canonical()


def test_more_points_than_a_summary_has_room_for_are_refused(county: County) -> None:
    with pytest.raises(ValidationError):
        county.draft(summary_points=tuple("一二三四五六七八九"))
