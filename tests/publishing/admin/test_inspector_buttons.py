"""An inspector looks: no page that they are led to offers anything else (REQ-70)."""

import pytest

from publishing.admin.parts import Button
from tests.fakes.admin_pages import Pages
from tests.fakes.inspectors import let_in

PAPERS = {"出公示证明", "出本月到今天的"}
"""Decision 65: what they may have in writing."""
LOOKING = {"查", "复制短文字"}
"""What seeks, or copies what stands there."""
PATHS = (
    "/inspect",
    "/inspect/qinghe-liuwu",
    "/inspect?person=甲某某",
    "/disclosures",
    "/disclosures/{disclosure}",
    "/catalogue",
    "/catalogue/qinghe-liuwu",
    "/hanging",
    "/coverage",
    "/devices",
    "/sought",
    "/journal",
    "/reports",
    "/checkpoints",
    "/requests",
    "/moments",
)


@pytest.mark.timeout(40)
async def test_no_page_offers_an_inspector_more_than_two_papers(pages: Pages) -> None:
    county = pages.county
    let_in(county)
    made = county.approved(title="三季度财务收支")
    offered: dict[str, set[str]] = {}

    for path in PATHS:
        await pages.open("inspector", path.format(disclosure=made.line.disclosure))
        client = pages.user.client
        assert client is not None
        there = [one for one in client.elements.values() if isinstance(one, Button)]
        offered[path] = {one.text for one in there if one.text} - LOOKING

    assert offered["/reports"] == {"出本月到今天的"}
    assert offered["/disclosures/{disclosure}"] == {"出公示证明"}
    assert set().union(*offered.values()) == PAPERS, offered


async def test_the_page_says_what_an_inspector_may_have_made(pages: Pages) -> None:
    let_in(pages.county)

    await pages.open("inspector", "/inspect")

    await pages.sees("只看不办：能要的只有公示证明和到今天的月报")


@pytest.mark.parametrize("who", ["approver", "drafter"])
async def test_whoever_works_there_is_still_offered_the_acts(
    pages: Pages, who: str
) -> None:
    made = pages.county.approved(title="三季度财务收支")

    await pages.open(who, f"/disclosures/{made.line.disclosure}")

    await pages.sees("撤下")
