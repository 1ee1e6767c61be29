from dataclasses import replace
from typing import Any

import pytest

from media.pages.manner import PLAIN, Manner
from media.pages.templates import Template
from programme.blocks import Heading, Paragraph
from programme.boards import Audience
from publishing.desk.previewing import Previewing, Typed
from publishing.errors import NotThere, Refused
from tests.fakes.desk import County
from tests.fakes.desk_makers import FakePage, OnePageSetter

GROUP = "qinghe-hall-screen"
TYPED = Typed(
    title="停水通知",
    board=None,
    blocks=(Heading(level=1, text="一、时间"), Paragraph(text="今晚停水。")),
    template=None,
    points=(),
)


def test_what_is_typed_is_set_and_nothing_is_kept(county: County) -> None:
    made = county.draft(title="旧标题")
    drafter = county.people["drafter"]

    found = county.cases.previewing.preview(drafter, made.line.id, TYPED, group=GROUP)

    assert found.page.words == "停水通知今晚停水。"
    assert (found.page.count, found.page.whole) == (1, 0)
    assert found.template is Template.NOTICE
    assert found.proposed == ("一、时间", "今晚停水。")
    assert county.cases.looking.draft(drafter, made.line.id).form.title == "旧标题"


def test_personal_data_is_masked_while_it_is_typed(county: County) -> None:
    made = county.draft()
    typed = replace(TYPED, blocks=(Paragraph(text="电话 13812345678"),))

    found = county.cases.previewing.preview(
        county.people["drafter"], made.line.id, typed, group=GROUP
    )

    assert found.page.words == "停水通知电话 138****5678"


def test_a_summary_says_how_long_the_whole_is(county: County) -> None:
    made = county.draft()
    typed = replace(TYPED, points=("今晚停水",), template=Template.POLICY)

    found = county.cases.previewing.preview(
        county.people["drafter"], made.line.id, typed, group=GROUP
    )

    assert (found.page.whole, found.template) == (30, Template.POLICY)


def test_what_cannot_be_set_is_said_in_words(county: County) -> None:
    made = county.draft()
    typed = replace(TYPED, blocks=(Paragraph(text="〓"),))

    with pytest.raises(Refused, match="没有字形"):
        county.cases.previewing.preview(
            county.people["drafter"], made.line.id, typed, group=GROUP
        )


def test_a_group_that_is_not_there_is_not_there(county: County) -> None:
    made = county.draft()

    with pytest.raises(NotThere):
        county.cases.previewing.preview(
            county.people["drafter"], made.line.id, TYPED, group="qinghe-none"
        )


class _Noting(OnePageSetter):
    """Be a setter that remembers in which manner it was last asked."""

    manner: Manner = PLAIN

    def set_pages(self, *args: Any, **told: Any) -> tuple[FakePage, ...]:  # noqa: ANN401 - passed on as it is
        self.manner = told["manner"]
        return super().set_pages(*args, **told)


@pytest.mark.parametrize(
    ("address", "changed", "coded"),
    [
        ("https://gk.qinghe.example", {}, True),
        ("https://gk.qinghe.example", {"audience": Audience.OWN_STAFF}, False),
        ("", {}, False),
        ("", {"qr_target": "https://www.qinghe.example/x"}, True),
    ],
)
def test_a_summary_offers_a_code_only_where_the_signed_page_will_have_one(
    county: County, address: str, changed: dict[str, Any], coded: bool
) -> None:
    """What stays inside has no page outside, whatever address the county has."""
    setter = _Noting()
    previewing = Previewing(
        acting=county.cases.acting,
        files=county.services.files,
        page_setter=setter,
        public_address=address,
    )
    made = county.draft(**changed)

    previewing.preview(county.people["drafter"], made.line.id, TYPED, group=GROUP)

    assert setter.manner.coded is coded
