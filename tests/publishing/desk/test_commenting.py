import pytest

from programme.blocks import Paragraph
from publishing.desk.commenting import MOST_COMMENT, Remarks
from publishing.errors import NotAllowed, NotThere, Refused, StateForbids
from tests.fakes.desk import County, digest


def _remarks(county: County, draft: str) -> Remarks:
    return county.cases.commenting.remarks(county.people["drafter"], draft)


@pytest.mark.parametrize("who", ["drafter", "reviewer", "approver", "publisher"])
def test_whoever_holds_an_office_may_comment(county: County, who: str) -> None:
    made = county.submitted()

    county.cases.commenting.comment(
        county.people[who], made.line.id, text="数字请再核对"
    )

    (one,) = _remarks(county, made.line.id).comments
    assert (one.by, one.text, one.block, one.quote) == (
        county.people[who],
        "数字请再核对",
        None,
        "",
    )


def test_nobody_without_an_office_for_the_unit_sees_or_comments(county: County) -> None:
    made = county.submitted()
    stranger = county.join("stranger")

    with pytest.raises(NotThere):
        county.cases.commenting.remarks(stranger, made.line.id)
    with pytest.raises(NotThere):
        county.cases.commenting.comment(stranger, made.line.id, text="看看")


def test_a_comment_on_a_block_quotes_how_it_began_masked(county: County) -> None:
    blocks = (
        Paragraph(text="第一段"),
        Paragraph(text="联系人手机 13812345678，请拨打"),
    )
    made = county.submitted(blocks=blocks)

    county.cases.commenting.comment(
        county.people["reviewer"], made.line.id, text="这一段不要", block=1
    )

    (one,) = _remarks(county, made.line.id).comments
    assert one.block == 1
    assert one.quote.startswith("联系人手机")
    assert "13812345678" not in one.quote


@pytest.mark.parametrize("block", [-1, 1, 999])
def test_a_block_that_is_not_there_cannot_be_commented_on(
    county: County, block: int
) -> None:
    made = county.draft()

    with pytest.raises(NotThere):
        county.cases.commenting.comment(
            county.people["reviewer"], made.line.id, text="？", block=block
        )


@pytest.mark.parametrize("text", ["", " \n ", "长" * (MOST_COMMENT + 1), "\u200b"])
def test_a_comment_says_something(county: County, text: str) -> None:
    made = county.draft()

    with pytest.raises(Refused):
        county.cases.commenting.comment(
            county.people["reviewer"], made.line.id, text=text
        )


def test_the_drafter_has_others_open_comments_to_answer(county: County) -> None:
    made = county.draft()
    drafter, commenting = county.people["drafter"], county.cases.commenting
    commenting.comment(drafter, made.line.id, text="我自己的")
    one = commenting.comment(county.people["reviewer"], made.line.id, text="改一下")

    waiting = county.cases.looking.to_do(drafter).to_answer

    assert [comment.id for comment in waiting] == [one.id]
    commenting.settle(drafter, one.id)
    assert county.cases.looking.to_do(drafter).to_answer == ()


def test_a_comment_is_settled_once_opened_again_and_kept(county: County) -> None:
    made = county.draft()
    commenting, drafter = county.cases.commenting, county.people["drafter"]
    one = commenting.comment(county.people["reviewer"], made.line.id, text="改一下")

    settled = commenting.settle(drafter, one.id)
    with pytest.raises(StateForbids):
        commenting.settle(drafter, one.id)
    opened = commenting.reopen(county.people["approver"], one.id)
    with pytest.raises(StateForbids):
        commenting.reopen(drafter, one.id)

    assert settled.settled_by_name == "drafter-login岗"
    assert opened.settled_at is None
    assert _remarks(county, made.line.id).comments == (opened,)


def test_only_the_drafter_or_who_said_it_settles_a_comment(county: County) -> None:
    made = county.draft()
    commenting = county.cases.commenting
    one = commenting.comment(county.people["reviewer"], made.line.id, text="改一下")

    with pytest.raises(NotAllowed):
        commenting.settle(county.people["approver"], one.id)

    assert commenting.settle(county.people["reviewer"], one.id).settled_at is not None


def test_a_comment_that_does_not_exist_is_not_there(county: County) -> None:
    with pytest.raises(NotThere):
        county.cases.commenting.settle(county.people["drafter"], 77)


def test_comments_change_nothing_that_is_signed(county: County) -> None:
    made = county.reviewed()

    county.cases.commenting.comment(
        county.people["publisher"], made.line.id, text="请留意"
    )

    assert county.approve(made).line.register_number == "柳坞村 2026-0001"


def test_every_return_is_kept_with_its_reason_not_only_the_last(
    county: County,
) -> None:
    """Nothing is lost (REQ-75): the second return does not overwrite the first."""
    made = county.submitted()
    deciding, reviewer = county.cases.deciding, county.people["reviewer"]
    for reason in ("金额与附件不一致", "还缺一张表"):
        deciding.send_back(
            reviewer, made.line.id, manifest_sha256=digest(made), reason=reason
        )
        seen = county.cases.looking.draft(county.people["drafter"], made.line.id)
        made = county.submit(seen)

    reasons = [one.reason for one in _remarks(county, made.line.id).returns]
    assert reasons == ["还缺一张表", "金额与附件不一致"]
