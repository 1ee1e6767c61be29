import pytest

from programme.mandate import DayKind
from programme.period import Frequency
from publishing.catalogue.sheet_time import time_of, within_of
from publishing.catalogue.sheet_words import Unread


@pytest.mark.parametrize(
    ("text", "mandate", "frequency", "days", "kind"),
    [
        ("信息形成之日起20个工作日内", "immediate", "as_needed", 20, "working"),
        ("信息形成或者变更之日起 二十 个工作日内", "immediate", "as_needed", 20,
         "working"),
        ("作出决定之日起７个工作日内", "immediate", "as_needed", 7, "working"),
        ("自批准之日起20日内", "immediate", "as_needed", 20, "calendar"),
        ("十五天内", "immediate", "as_needed", 15, "calendar"),
        ("两个工作日", "immediate", "as_needed", 2, "working"),
        ("及时公开", "immediate", "as_needed", None, "working"),
        ("长期公开", "long_term", "once", None, "working"),
        ("每季度结束后10个工作日内", "periodic", "quarterly", 10, "working"),
        ("按月公开", "periodic", "monthly", None, "working"),
        ("每半年一次", "periodic", "half_yearly", None, "working"),
        ("年度终了后公开", "periodic", "yearly", None, "working"),
    ],
)  # fmt: skip
def test_the_words_of_a_term_are_read(
    text: str, mandate: str, frequency: str, days: int | None, kind: str
) -> None:
    found = time_of(text)

    assert found is not None
    assert found.mandate == mandate
    assert found.frequency is Frequency(frequency)
    assert (found.within_days, found.within_kind) == (days, DayKind(kind))


@pytest.mark.parametrize(
    ("text", "special"),
    [
        ("每月，次月15日前", "village_finance"),
        ("每季度一次，下月的15日前", "village_affairs"),
        ("每年，次月15日前", None),
    ],
)
def test_by_the_15th_is_the_villages_own_rule(text: str, special: str | None) -> None:
    found = time_of(text)

    assert found is not None
    assert (found.special_rule, found.within_days) == (special, None)


def test_what_cannot_be_read_is_left_to_people() -> None:
    assert time_of("按上级安排") is None
    with pytest.raises(Unread, match="请写成 20个工作日 或 15日"):
        within_of("随便")
