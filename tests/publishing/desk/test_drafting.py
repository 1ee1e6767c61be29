from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from programme.blocks import AssetRef, Figure, Paragraph
from programme.boards import Attribute, Audience, KindOfAct
from publishing.desk.published import Showing
from publishing.desk.text import MOST_BLOCKS
from publishing.errors import (
    ContentChanged,
    NotAllowed,
    NotThere,
    Refused,
    StateForbids,
    StorageFailed,
)
from publishing.staff.offices import Held
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from tests.fakes.desk import County
from tests.fakes.hand_clock import NOON

PICTURE = Figure(image=AssetRef(sha256="a" * 64, length=3), width=1, height=1)


def test_text_is_normalised_and_freed_of_steering_characters(county: County) -> None:
    words = "收\u202e支e\u0301\x07" + "a" + "\u0301" * 10_000

    made = county.draft(title="题\u200b目  二", blocks=[Paragraph(text=words)])

    assert made.line.title == "题目 二"
    blocks = made.form.blocks or ()
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].text.startswith("收支é")
    assert len(blocks[0].text) < 20


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"blocks": [Paragraph(text="字" * 1_000_001)]}, "content_too_long"),
        ({"blocks": [Paragraph(text="字")] * (MOST_BLOCKS + 1)}, "content_too_long"),
        ({"blocks": [Paragraph(text="秘密★5年")]}, "secret_file"),
        ({"blocks": [PICTURE]}, "image_not_there"),
        ({"mandate": "for-ever"}, "no_such_mandate"),
        (
            {"mandate": "promotion", "kind_of_act": KindOfAct.PUBLIC_NOTICE},
            "promotion_binds",
        ),
        (
            {"mandate": "promotion", "kind_of_act": KindOfAct.CONSULTATION},
            "promotion_binds",
        ),
    ],
)
def test_what_cannot_be_drafted_is_refused_with_its_reason(
    county: County, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        county.draft(**changed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"blocks": ()}, "还没有内容"),
        ({"blocks": [Paragraph(text="  ")]}, "还没有内容"),
        ({"groups": ()}, "显示分组"),
        ({"groups": ("qinghe-hall-screen",) * 2}, "选重"),
        ({"secrecy_basis": ""}, "保密自查"),
        ({"kind_of_act": "public_notice"}, "提意见的电话"),
        ({"attribute": Attribute.ON_REQUEST}, "不上屏"),
        ({"weekdays": (1, 1)}, "星期选重"),
        ({"audience": Audience.PARTY_MEMBERS}, "公开范围"),
        ({"weekdays": (6, 7)}, "只选了周末"),
        ({"blocks": [Paragraph(text="〓")]}, "没有字形"),
    ],
)
def test_an_incomplete_draft_cannot_be_submitted_and_stays_a_draft(
    county: County, changed: dict[str, Any], words: str
) -> None:
    made = county.draft(**changed)

    with pytest.raises(Refused, match=words):
        county.submit(made)
    again = county.cases.looking.draft(county.people["drafter"], made.line.id)
    assert again.line.state is DraftState.DRAFT
    assert again.line.edition == made.line.edition


def test_unknown_or_closed_groups_cannot_be_used(county: County) -> None:
    closed, unknown = county.draft(), county.draft(groups=("qinghe-none",))
    county.cases.groups.close(county.people["publisher"], "qinghe-hall-kiosk")

    with pytest.raises(StateForbids, match="已停用"):
        county.submit(closed)
    with pytest.raises(NotThere):
        county.submit(unknown)


def test_only_the_drafter_of_a_draft_changes_it(county: County) -> None:
    other = county.join("qicao2", Held(unit="qinghe", office=Office.DRAFTER))
    made = county.draft()

    with pytest.raises(NotAllowed, match="起草它的人"):
        county.cases.drafting.edit(other, made.line.id, county.form(), edition=1)
    with pytest.raises(NotThere):
        county.cases.drafting.edit(other, "qinghe-v-none", county.form(), edition=1)


def test_an_import_replaces_the_pieces_and_keeps_the_source(county: County) -> None:
    made = county.draft()

    view = county.cases.importing.import_file(
        county.people["drafter"],
        made.line.id,
        data="第一行\n第二行".encode(),
        filename="收支.txt",
        edition=1,
    )

    assert view.source_name == "收支.txt"
    assert view.source_sha256 is not None
    assert county.services.files.get(view.source_sha256) == "第一行\n第二行".encode()
    assert len(view.form.blocks or ()) == 2
    with pytest.raises(ContentChanged):
        county.cases.importing.import_file(
            county.people["drafter"],
            made.line.id,
            data=b"x",
            filename="x.txt",
            edition=1,
        )


# REQ-16
def test_the_source_is_part_of_what_is_signed(county: County) -> None:
    made = county.draft()
    imported = county.cases.importing.import_file(
        county.people["drafter"],
        made.line.id,
        data=b"one line",
        filename="a.txt",
        edition=1,
    )

    sent = county.submit(imported)

    assert sent.manifest is not None
    kept = county.services.files.get(sent.manifest.blocks.sha256)
    assert imported.source_sha256 is not None
    assert imported.source_sha256.encode() in kept


def test_pages_are_set_for_every_groups_panel(county: County) -> None:
    sent = county.submitted()

    assert sent.manifest is not None
    names = {pages.panel.name for pages in sent.manifest.pages}
    assert names == {"1920x1080-55-5000", "1080x1920-43-3000"}
    for pages in sent.manifest.pages:
        image = pages.pages[0].asset
        page = county.cases.looking.page(
            county.people["reviewer"], sent.line.id, image.sha256
        )
        assert len(page) == image.length
    with pytest.raises(NotThere):
        county.cases.looking.page(county.people["reviewer"], sent.line.id, "0" * 64)


def test_a_change_may_not_drop_a_group_silently(county: County) -> None:
    published = county.approved()
    begun = county.cases.changing.change(
        county.people["drafter"], published.line.disclosure
    )
    edited = county.cases.drafting.edit(
        county.people["drafter"],
        begun.line.id,
        county.form(groups=("qinghe-hall-screen",)),
        edition=begun.line.edition,
    )

    with pytest.raises(Refused, match="留在原来的显示分组"):
        county.submit(edited)


def test_a_draft_that_was_never_published_is_not_changed_but_edited(
    county: County,
) -> None:
    made = county.draft()

    with pytest.raises(StateForbids):
        county.cases.changing.change(county.people["drafter"], made.line.disclosure)


def test_a_full_disk_leaves_the_draft_as_it_was(county: County) -> None:
    made = county.draft()
    blocked = county.services.files.root
    for folder in [blocked / f"{number:02x}" for number in range(256)]:
        if not folder.exists():
            folder.parent.mkdir(exist_ok=True)
            folder.write_bytes(b"")

    with pytest.raises(StorageFailed, match="什么都没有改变"):
        county.submit(made)
    again = county.cases.looking.draft(county.people["drafter"], made.line.id)
    assert again.line.state is DraftState.DRAFT


def test_to_do_shows_each_person_what_waits_for_them(county: County) -> None:
    county.draft(title="起草")
    county.submitted(title="等审核")
    county.reviewed(title="等批准")
    looking = county.cases.looking

    found = {
        who: looking.to_do(county.people[who])
        for who in ("drafter", "reviewer", "approver")
    }

    assert [line.title for line in found["drafter"].to_draft] == ["起草"]
    assert [line.title for line in found["reviewer"].to_review] == ["等审核"]
    assert [line.title for line in found["approver"].to_approve] == ["等批准"]
    listed = looking.drafts(county.people["reviewer"], state=DraftState.SUBMITTED)
    assert [line.title for line in listed] == ["等审核"]


def test_a_published_disclosure_is_scheduled_then_shown_then_ended(
    county: County,
) -> None:
    start = NOON + timedelta(hours=1)
    county.approved(
        mandate="none",
        earliest_start_at=start,
        explicit_end_at=datetime(2026, 11, 24, tzinfo=UTC),
    )
    published = county.cases.published
    publisher = county.people["publisher"]
    seen = [published.disclosures(publisher)[0].showing]
    county.clock.at = start
    seen.append(published.disclosures(publisher)[0].showing)
    on = published.schedule(publisher, group="qinghe-hall-kiosk")
    county.clock.forward(days=1)
    seen.append(published.disclosures(publisher)[0].showing)

    assert seen == [Showing.SCHEDULED, Showing.SHOWING, Showing.ENDED]
    assert [line.group for line in on] == ["qinghe-hall-kiosk"]
    assert published.schedule(publisher) == ()


# REQ-30
def test_a_promotion_is_signed_as_one_and_has_an_end_of_its_own(county: County) -> None:
    with pytest.raises(Refused, match="要写明结束时间"):
        county.submitted(mandate="promotion")

    made = county.approved(
        mandate="promotion", explicit_end_at="2026-11-30T16:00:00Z", title="反诈宣传"
    )

    assert made.manifest is not None
    rule = made.manifest.mandate
    assert rule.promotional
    assert rule.show_at_least_days is None
    assert made.manifest.promised_end_at == datetime(2026, 11, 30, 16, tzinfo=UTC)
