import pytest

from programme.blocks import Heading, Paragraph, Revision
from programme.programme import WithdrawalCause
from publishing.desk.policy import check_policy, with_explanation
from publishing.desk.text import SecretFileRefused
from publishing.errors import Refused
from tests.fakes.desk import County, digest


@pytest.mark.parametrize(
    ("category", "explanation", "because", "refused"),
    [
        ("政策文件", "", "", True),
        ("政策文件", " \n ", "", True),
        ("政策文件", "谁能用？都能用。", "", False),
        ("政策文件", "", "转发上级文件，上级已有解读", False),
        ("政策文件", "谁能用？", "不用配", True),
        ("村级财务", "", "", False),
        ("村级财务", "怎么看这张表", "", False),
    ],
)
def test_a_policy_document_has_its_explanation_or_the_reason_for_none(
    county: County, category: str, explanation: str, because: str, refused: bool
) -> None:
    """An explanation goes out with its document (REQ-14)."""
    form = county.form(
        category=category,
        policy_explanation=explanation,
        unexplained_because=because,
    )

    if refused:
        with pytest.raises(Refused):
            check_policy(form)
    else:
        check_policy(form)


def test_document_and_explanation_are_one_revision() -> None:
    document = Revision(title="八条措施", blocks=(Paragraph(text="第一条"),))

    both = with_explanation(document, "# 谁能用\n都能用。")

    assert both.blocks == (
        Paragraph(text="第一条"),
        Heading(level=1, text="政策解读"),
        Heading(level=1, text="谁能用"),
        Paragraph(text="都能用。"),
    )
    assert with_explanation(document, "  \n") == document


def test_both_are_signed_in_one_act_and_leave_in_one_act(county: County) -> None:
    made = county.approved(category="政策文件", policy_explanation="都能用。")

    assert made.manifest is not None
    assert made.manifest.revision == made.signed.digest()
    words = [block.text for block in made.signed.blocks if hasattr(block, "text")]
    assert words[-2:] == ["政策解读", "都能用。"]
    asked = county.cases.withdrawing.request(
        county.people["drafter"],
        made.line.disclosure,
        manifest_sha256=digest(made),
        cause=WithdrawalCause.ORDER,
        explanation="上级要求",
    )
    county.take_down(asked)
    assert county.cases.published.schedule(county.people["publisher"]) == ()


def test_a_policy_document_without_either_stays_a_draft(county: County) -> None:
    with pytest.raises(Refused, match="政策解读"):
        county.submitted(category="政策文件")


def test_an_edit_of_the_explanation_voids_what_was_signed(county: County) -> None:
    made = county.reviewed(category="政策文件", policy_explanation="都能用。")
    form = made.form.model_copy(update={"policy_explanation": "改过的。"})
    seen = county.cases.looking.draft(county.people["drafter"], made.line.id)

    edited = county.cases.drafting.edit(
        county.people["drafter"], made.line.id, form, edition=seen.line.edition
    )

    assert edited.decisions == ()
    assert edited.line.manifest_sha256 is None


def test_personal_data_in_an_explanation_is_masked(county: County) -> None:
    made = county.draft(policy_explanation="请打 13812345678 问。")

    assert "13812345678" not in made.signed.canonical().decode()
    assert made.findings


def test_a_secret_explanation_is_refused(county: County) -> None:
    with pytest.raises(SecretFileRefused):
        county.draft(policy_explanation="机密\n正文")
