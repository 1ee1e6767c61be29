"""What lies in the public folder as the county acts and time passes."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from defusedxml.ElementTree import fromstring

from programme.blocks import Cell, Paragraph, Table
from programme.boards import Audience, DisplayKind, KindOfAct
from programme.programme import WithdrawalCause
from publishing.feeds.house import PublicPlace
from publishing.feeds.keeping import PublicSite
from publishing.house import use_cases
from publishing.schedule.groups import NewGroup
from tests.fakes.desk import County, digest
from tests.fakes.hall_data import HOURS, SCREEN
from tests.fakes.public_site import (
    ADDRESS,
    WHISPER,
    Outsider,
    page_of,
    paragraphs,
    withdrawn,
    written,
)


# REQ-35
def test_a_published_disclosure_has_its_page_lists_and_feeds(
    county: County, site: PublicSite, outsider: Outsider
) -> None:
    view = county.approved(blocks=paragraphs(WHISPER))

    written(site)

    page = page_of(view)
    assert set(outsider.finds(WHISPER)) >= {page, f"d/{view.line.disclosure}.html"}
    text = outsider.files()[page].decode()
    origin = f"这一页的网址：{ADDRESS}/{page}"
    for said in ("柳坞村 2026-0001", "不少于 20 个工作日", digest(view), origin):
        assert said in text
    lists = outsider.finds(view.line.title)
    for name in ("index.html", "board/finance.html", "u/qinghe-liuwu.html"):
        assert name in lists
    assert "numbers/2026.html" in lists
    item = json.loads(outsider.files()["board/finance.json"])["items"][0]
    assert item["url"] == f"{ADDRESS}/{page}"
    assert item["_mingbai"]["manifest_sha256"] == digest(view)
    channel = fromstring(outsider.files()["index.xml"]).find("channel")
    assert channel is not None
    assert channel.findtext("item/link") == f"{ADDRESS}/{page}"


# REQ-20 REQ-22
def test_what_is_not_for_everybody_leaves_no_trace_outside(
    county: County, site: PublicSite, outsider: Outsider
) -> None:
    for audience in set(Audience) - {Audience.EVERYONE}:
        group = f"qinghe-{audience.value.replace('_', '-')}"
        county.cases.groups.create(
            county.people["admin"],
            NewGroup(
                id=group,
                name=f"只给{audience.value}",
                unit="qinghe",
                display_kind=DisplayKind.SCREEN,
                audience=audience,
                panel=SCREEN,
                service_hours=HOURS,
            ),
        )
        made = county.approved(
            title=f"{WHISPER}{audience.value}",
            audience=audience,
            groups=(group,),
            blocks=paragraphs(WHISPER),
        )
        assert made.manifest is not None
        assert made.manifest.qr_target == ""
    persons = Table(
        header_rows=1,
        rows=(
            (Cell(text="姓名"), Cell(text="元")),
            (Cell(text=WHISPER), Cell(text="1")),
        ),
    )
    county.approved(title=f"{WHISPER}发放", unit="qinghe", blocks=(persons,))
    county.submitted(title=f"{WHISPER}还没批", blocks=paragraphs(WHISPER))
    later = county.clock.now() + timedelta(days=3)
    county.approved(
        title=f"{WHISPER}还没开始", blocks=paragraphs(WHISPER), earliest_start_at=later
    )

    written(site)

    assert outsider.finds(WHISPER) == []
    assert not [name for name in outsider.files() if name.startswith(("r/", "d/"))]


def test_what_begins_later_comes_out_at_its_minute_though_nobody_acts(
    county: County, site: PublicSite, outsider: Outsider
) -> None:
    later = county.clock.now() + timedelta(hours=3)
    county.approved(blocks=paragraphs(WHISPER), earliest_start_at=later)
    written(site)

    county.clock.forward(hours=2, minutes=59)
    site.tick()
    before = outsider.finds(WHISPER)
    county.clock.forward(minutes=1)
    site.tick()

    assert before == []
    assert outsider.finds(WHISPER)


# REQ-22
def test_a_public_notice_is_gone_everywhere_when_its_end_has_come(
    county: County, site: PublicSite, outsider: Outsider
) -> None:
    view = county.approved(
        kind_of_act=KindOfAct.PUBLIC_NOTICE,
        objections_telephone="0870-5550123",
        title=WHISPER,
    )
    written(site)
    open_now = outsider.finds(WHISPER)

    county.clock.at = datetime(2027, 6, 1, tzinfo=UTC)
    site.tick()

    assert page_of(view) in open_now
    assert outsider.finds(WHISPER) == []
    assert "现在不公开展示" in outsider.files()[page_of(view)].decode()


def test_what_is_past_may_be_read_on_until_its_time_is_up(
    county: County, site: PublicSite, outsider: Outsider
) -> None:
    lasting = use_cases(replace(county.services, past_days=365))
    view = replace(county, cases=lasting).approved(blocks=paragraphs(WHISPER))
    written(site)
    county.clock.at = datetime(2027, 6, 1, tzinfo=UTC)
    site.tick()
    past = outsider.files()[page_of(view)].decode()

    county.clock.at = datetime(2029, 6, 1, tzinfo=UTC)
    site.tick()

    assert "已满，内容留着供查阅" in past
    assert WHISPER in past
    assert outsider.finds(WHISPER) == []


# REQ-13
@pytest.mark.parametrize(
    "cause",
    [
        WithdrawalCause.CORRECTION,
        WithdrawalCause.PERSONAL_DATA,
        WithdrawalCause.COMPLETION,
    ],
)
def test_of_what_was_taken_down_outside_is_told_what_its_cause_allows(
    county: County, site: PublicSite, outsider: Outsider, cause: WithdrawalCause
) -> None:
    long_term = {"mandate": "long_term"} if cause is WithdrawalCause.COMPLETION else {}
    view = county.approved(blocks=paragraphs(WHISPER), **long_term)
    written(site)
    county.clock.forward(hours=1)

    withdrawn(county, view, cause)
    written(site)

    page = outsider.files()[page_of(view)].decode()
    told = cause in {
        WithdrawalCause.CORRECTION,
        WithdrawalCause.REPLACEMENT,
        WithdrawalCause.COMPLETION,
    }
    assert outsider.finds(WHISPER) == []
    assert (view.line.title in page) is told
    assert ("看说明" in page) is told
    assert bool(outsider.finds("写错了一个数")) is told
    assert bool(outsider.finds(view.line.title)) is told


# REQ-13
def test_an_older_version_leads_to_the_newer_and_repeats_nothing(
    county: County, site: PublicSite, outsider: Outsider
) -> None:
    first = county.approved(blocks=paragraphs(WHISPER))
    written(site)
    county.clock.forward(hours=1)
    change = county.cases.changing.change(
        county.people["drafter"], first.line.disclosure
    )
    form = change.form.model_copy(
        update={"blocks": paragraphs("改好了。"), "secrecy_basis": "已核对"}
    )
    change = county.cases.drafting.edit(
        county.people["drafter"], change.line.id, form, edition=change.line.edition
    )
    second = county.approve_change(change)

    written(site)

    old = outsider.files()[page_of(first)].decode()
    new = outsider.files()[page_of(second)].decode()
    assert outsider.finds(WHISPER) == []
    assert f'href="../{page_of(second)}"' in old
    assert "金额有误，已更正。" in old
    assert digest(first) in old
    assert "第 2 版" in new
    assert outsider.files()[f"d/{first.line.disclosure}.html"].decode() == new


# REQ-22
def test_feeds_and_search_engines_keep_nothing_of_what_may_name_somebody(
    county: County, site: PublicSite, outsider: Outsider
) -> None:
    view = county.approved(
        kind_of_act=KindOfAct.PUBLIC_NOTICE,
        objections_telephone="0870-5550123",
        category="人事，联系 13800138000",
        blocks=paragraphs(WHISPER),
    )

    written(site)

    assert {name.partition("/")[0] for name in outsider.finds(WHISPER)} == {"d", "r"}
    assert b'content="noindex, noarchive"' in outsider.files()[page_of(view)]
    assert outsider.finds("13800138000") == []


# B14 REQ-22
def test_nothing_that_is_typed_becomes_markup(
    county: County, site: PublicSite, outsider: Outsider
) -> None:
    bad = "<script>alert(1)</script>{{ 7*7 }}<svg onload=x>\"'&]]>javascript:alert(1)"
    rows = ((Cell(text=bad), Cell(text=bad)), (Cell(text=bad), Cell(text="1")))
    county.approved(
        title=bad,
        category=bad[:100],
        kind_of_act=KindOfAct.PUBLIC_NOTICE,
        objections_telephone=bad,
        blocks=(Paragraph(text=bad), Table(caption=bad, header_rows=1, rows=rows)),
    )

    written(site)

    for name, data in outsider.files().items():
        if name.endswith(".html"):
            assert b"<script" not in data
            assert b"<svg" not in data
            assert b'href="javascript' not in data
        if name.endswith(".xml"):
            fromstring(data)
        if name.endswith(".json"):
            json.loads(data)


# REQ-35
def test_the_address_of_the_very_version_is_signed_with_it(county: County) -> None:
    cases = use_cases(replace(county.services, public=PublicPlace(address=ADDRESS)))
    made = county.draft()

    sent = cases.submitting.submit(
        county.people["drafter"], made.line.id, edition=made.line.edition
    )

    assert sent.manifest is not None
    assert sent.manifest.qr_target == f"{ADDRESS}/{page_of(sent)}"
    assert sent.manifest.extract == "收入 42,000.00 元。"
