import re

import pytest

from media.speech.phonetic import script
from media.speech.surnames import ALSO_WORDS, SURNAMES, surnames


def test_every_surname_has_one_syllable_with_a_tone_for_each_character() -> None:
    listed = SURNAMES | ALSO_WORDS

    wrong = {
        name
        for name, read in listed.items()
        if len(read.split()) != len(name)
        or not all(re.fullmatch(r"[a-z]+[1-5]", s) for s in read.split())
    }

    assert wrong == set()


def test_no_surname_is_listed_twice() -> None:
    assert SURNAMES.keys().isdisjoint(ALSO_WORDS)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("联系人：单志远", "lian2 xi4 ren2, shan4 zhi4 yuan3"),
        ("成员：王强、查永福", "cheng2 yuan2, wang2 qiang2, zha1 yong3 fu2"),
        ("姓名 仇大海，职务", "xing4 ming2 qiu2 da4 hai3, zhi2 wu4"),
        ("拟聘人员（曾小兰）", "ni3 pin4 ren2 yuan2, zeng1 xiao3 lan2,"),
        ("组长：任建国", "zu3 zhang3, ren2 jian4 guo2"),
        ("户主（代）：区志明", "hu4 zhu3, dai4, ou1 zhi4 ming2"),
        ("户主：应志明", "hu4 zhu3, ying1 zhi4 ming2"),
        ("联系人：会计", "lian2 xi4 ren2, kuai4 ji4"),
        ("联系人：单位办公室", "lian2 xi4 ren2, dan1 wei4 ban4 gong1 shi4"),
        ("申请人：解除合同", "shen1 qing3 ren2, jie3 chu2 he2 tong2"),
        ("内容：查档案", "nei4 rong2, cha2 dang4 an4"),
    ],
)
def test_a_name_begins_behind_a_word_for_a_person_and_a_mark(
    written: str, said: str
) -> None:
    assert script(written).words == said


def test_two_surnames_of_one_run_are_both_found() -> None:
    assert dict(surnames("由单某与解某商定")) == {1: "shan4", 4: "xie4"}


def test_a_long_list_without_end_takes_no_time_without_end() -> None:
    assert list(surnames("单志远", "成员：" + "王强、" * 20_000)) == []
