from datetime import date
from typing import Any

import pytest

from programme.standing import Lateness, Standing, StandingState
from publishing.admin.standing_words import standing_tone, standing_words
from tests.fakes.admin_pages import Pages


def standing(state: str, **more: Any) -> Standing:  # noqa: ANN401 - any field
    values: dict[str, Any] = {
        "state": StandingState(state),
        "late": Lateness.NONE,
        "late_days": 0,
        "days_left": None,
    }
    return Standing(**(values | more))


@pytest.mark.parametrize(
    ("one", "words", "tone"),
    [
        (standing("not_due"), "还没到期", "plain"),
        (standing("not_due", days_left=9), "还剩 9 个工作日", "plain"),
        (
            standing("due_soon", days_left=0, provisional=True),
            "快到期，还剩 0 个工作日（暂定）",
            "info",
        ),
        (
            standing("past_target", late=Lateness.TARGET, late_days=2),
            "超过目标 2 个工作日",
            "warn",
        ),
        (
            standing("past_legal", late=Lateness.LEGAL, late_days=1),
            "已超法定期限 1 个工作日",
            "bad",
        ),
        (standing("showing", days=3, at_least=20), "已展示 3 / 20 个工作日", "info"),
        (
            standing("showing", days=3, at_least=20, late=Lateness.TARGET, late_days=2),
            "已展示 3 / 20 个工作日，晚于目标 2 个工作日发布",
            "info",
        ),
        (
            standing("served", at_least=20, late=Lateness.LEGAL, late_days=4),
            "已满 20 个工作日，超法定期限 4 个工作日发布",
            "ok",
        ),
        (standing("until_ended", days=7), "已展示 7 个工作日，到有变化为止", "info"),
    ],
)
def test_a_standing_is_said_in_words(one: Standing, words: str, tone: str) -> None:
    assert standing_words(one) == words
    assert standing_tone(one) == tone


def test_calendar_days_are_called_days() -> None:
    assert standing_words(standing("served", at_least=7), days="天") == "已满 7 天"


# REQ-8: nobody can miss what is overdue.
@pytest.mark.parametrize("path", ["/", "/todo"])
async def test_what_is_overdue_stands_on_the_overview_and_on_the_to_do_page(
    pages: Pages, path: str
) -> None:
    pages.county.submitted(settled_on=date(2026, 9, 1), title="早该公开")

    await pages.open("reviewer", path)

    await pages.sees("早该公开", "法定期限 9 月 29 日已过")


async def test_what_came_out_too_late_says_so_on_its_page(pages: Pages) -> None:
    out = pages.county.approved(settled_on=date(2026, 9, 1))

    await pages.open("drafter", f"/disclosures/{out.line.disclosure}")

    await pages.sees("已展示 0 / 20 个工作日，超法定期限")
