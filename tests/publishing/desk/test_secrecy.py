from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, strategies as st

from programme.blocks import AssetRef, Block, PageImageBlock, Paragraph
from publishing.desk.secrecy import (
    Conclusion,
    NotCleared,
    SecrecyView,
    check_cleared,
    check_conclusion,
    check_pictures_read,
    standing,
)
from publishing.errors import Refused
from publishing.tables.secrecy import SecrecyResult

THIS, OTHER = "a" * 64, "b" * 64


def record(result: str = "may", **changed: Any) -> SecrecyView:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "reviewer": "qinghe-s-1",
        "name": "保密审查岗",
        "manifest_sha256": THIS,
        "result": SecrecyResult(result),
        "basis": "逐条核对",
        "withheld": "",
        "remark": "",
        "concluded_at": datetime(2026, 11, 23, 4, tzinfo=UTC),
    }
    return SecrecyView(**(values | changed))


@pytest.mark.parametrize(
    ("records", "why"),
    [
        ((), "还没有做保密审查"),
        ((record(manifest_sha256=OTHER),), "还没有做保密审查"),
        ((record(reviewer=None),), "还没有做保密审查"),
        ((record("may_not"),), "不得公开"),
        ((record("refer"),), "报保密部门"),
        ((record("may"), record("may_not")), "不得公开"),
        ((record("may"), record("refer")), "报保密部门"),
    ],
)
def test_nothing_is_approved_without_a_clearing_review_of_this_manifest(
    records: tuple[SecrecyView, ...], why: str
) -> None:
    """REQ-19."""
    with pytest.raises(NotCleared, match=why):
        check_cleared(records, THIS)


@pytest.mark.parametrize(
    "records",
    [
        (record("may"),),
        (record("in_part", withheld="第三项"),),
        (record("may_not"), record("in_part", withheld="第三项")),
        (record("may"), record("may_not", manifest_sha256=OTHER)),
        (record("refer"), record("may"), record("may_not", reviewer=None)),
    ],
)
def test_the_last_word_of_an_account_over_this_manifest_stands(
    records: tuple[SecrecyView, ...],
) -> None:
    check_cleared(records, THIS)


_RECORDS = st.lists(
    st.builds(
        record,
        st.sampled_from(SecrecyResult),
        manifest_sha256=st.sampled_from([THIS, OTHER]),
        reviewer=st.sampled_from([None, "qinghe-s-1", "qinghe-s-2"]),
    ),
    max_size=6,
)


@given(records=_RECORDS)
def test_records_over_other_manifests_or_without_an_account_change_nothing(
    records: list[SecrecyView],
) -> None:
    own = [one for one in records if one.reviewer and one.manifest_sha256 == THIS]

    assert standing(records, THIS) == standing(own, THIS)
    assert standing(records, None) is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"result": "in_part"}, "withheld_missing"),
        ({"result": "may", "withheld": "第三项"}, "withheld_unasked"),
        ({"result": "may_not", "withheld": "第三项"}, "withheld_unasked"),
    ],
)
def test_what_is_left_out_is_said_exactly_where_a_part_is_disclosed(
    changed: dict[str, str], code: str
) -> None:
    conclusion = Conclusion.model_validate(
        {"manifest_sha256": THIS, "basis": "逐条核对"} | changed
    )

    with pytest.raises(Refused) as refused:
        check_conclusion(conclusion)
    assert refused.value.code == code


SCAN = PageImageBlock(
    image=AssetRef(sha256=THIS, length=9), width=4, height=3, words="红头文件"
)


@pytest.mark.parametrize("result", SecrecyResult)
@pytest.mark.parametrize("said", [True, False])
@pytest.mark.parametrize("blocks", [(SCAN,), (Paragraph(text="字"),), ()])
def test_who_clears_pictures_says_that_each_was_looked_at(
    result: SecrecyResult, *, said: bool, blocks: tuple[Block, ...]
) -> None:
    """REQ-19."""
    told = Conclusion(
        manifest_sha256=THIS, result=result, basis="逐条核对", pictures_read=said
    )
    clears = result in {SecrecyResult.MAY, SecrecyResult.IN_PART}

    if clears and SCAN in blocks and not said:
        with pytest.raises(Refused, match="图片里的密级标志机器看不出"):
            check_pictures_read(told, blocks)
        return
    check_pictures_read(told, blocks)
