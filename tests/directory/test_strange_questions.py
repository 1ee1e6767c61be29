"""What a stuck key, a child or an attacker types is answered or refused."""

import pytest

from directory.answer import AnswerKind
from media.speech.searching import query_readings
from tests.fakes.hall import made_entry, made_finder, names_of

FINDER = made_finder(
    made_entry("户口登记"),
    made_entry("普通护照签发", "办护照"),
    made_entry("社会保障卡申领"),
)


@pytest.mark.parametrize("key", ["户", "a", "1", "。", "\u0301", "😀", "\x00"])
def test_a_megabyte_of_one_key_is_answered(key: str) -> None:
    question = key * (1_000_000 // len(key.encode()))

    answer = FINDER.answer(question)

    assert answer.kind in AnswerKind
    assert len(answer.asked) <= 80


@pytest.mark.parametrize(
    "question",
    [
        "户\u200b口\u200d登\ufeff记",
        "户口\x00\x07登记\x1b",
        "户\u0301口登\u20dd记",
        "😀户口😀登记🎉",
        "戶口登記",
        "户 口 登 记 ？！",
        "\u202e户口登记\u202c",
    ],
)
def test_what_cannot_be_seen_or_said_is_passed_over(question: str) -> None:
    assert names_of(FINDER, question)[0] == "户口登记"


@pytest.mark.parametrize(
    "question",
    [
        "{{7*7}}",
        "{% include '/etc/passwd' %}",
        "<script>alert(1)</script>",
        "'; drop table items; --",
        "${jndi:ldap://x}",
        "../../../etc/passwd",
        "%s%s%n",
        "\ud800",
    ],
)
def test_templates_and_scripts_mean_nothing(question: str) -> None:
    answer = FINDER.answer(question, query_readings(question))

    assert (answer.kind, answer.matches) == (AnswerKind.NONE, ())


def test_two_items_with_one_name_are_both_offered() -> None:
    finder = made_finder(
        made_entry("求职补贴申领", department="县人社局"),
        made_entry("求职补贴申领", department="县残联"),
    )

    answer = finder.answer("求职补贴申领", query_readings("求职补贴申领"))

    assert answer.kind is AnswerKind.CHOICES
    assert len(answer.matches) == 2
