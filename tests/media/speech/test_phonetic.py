import re
import subprocess

import pytest
from hypothesis import given, strategies as st

from media.speech.phonetic import script
from media.speech.readings import toned


def test_a_sentence_becomes_syllables_with_rests() -> None:
    said = script("请到银行，12号窗口。谢谢！")

    assert said.words == (
        "qing3 dao4 yin2 hang2, shi2 er4 hao4 chuang1 kou3; xie4 xie5;"
    )
    assert said.syllables == 11


def test_letters_are_said_one_by_one() -> None:
    assert script("A区，B2，vip").words == "A qu1, B er4, wei1 I P"


@pytest.mark.parametrize("text", ["", "，。！", "😀", "——", "  \n "])
def test_a_text_without_words_gives_nothing_to_say(text: str) -> None:
    said = script(text)

    assert (said.words, said.syllables) == ("", 0)


def test_a_run_without_marks_gets_a_rest_before_the_voice_would_cut_a_word() -> None:
    runs = script("字" * 200).words.split(",")

    assert max(len(run.split()) for run in runs) == 50


@given(st.text(max_size=60))
def test_the_voice_never_gets_han_or_a_lone_figure(text: str) -> None:
    words = script(text).words

    assert re.fullmatch(r"(?:(?:[a-z]+[1-5]|[A-Z])[,;]?(?: |$))*", words)


def test_the_voice_says_hang_for_the_bank_and_chong_for_the_city() -> None:
    bank = _phonemes(script("银行").words)
    city = _phonemes(script("重庆").words)

    assert bank == _phonemes("yin2 hang2") != _phonemes("yin2 xing2")
    assert "X'a35N" in bank
    assert city.startswith("ts.h'ong35")


def test_the_voice_named_cmn_would_speak_english_letters() -> None:
    words = script("请到行政中心").words

    assert _phonemes(words, voice="cmn") != _phonemes(words)


def test_the_voice_makes_one_syllable_of_each_syllable_there_is() -> None:
    common = bytes(
        b for a in range(0xB0, 0xD7) for c in range(0xA1, 0xF9) for b in (a, c)
    ).decode("gb2312")
    all_syllables = sorted({s for c in common for s in toned(c)} - {"n2"})

    for at in range(0, len(all_syllables), 50):
        batch = all_syllables[at : at + 50]
        lines = _phonemes(", ".join(batch)).splitlines()
        assert len(lines) == len(batch), batch
        assert [
            (s, p) for s, p in zip(batch, lines, strict=True) if p.count("_|") != 1
        ] == []


def test_the_voice_rests_at_the_marks_it_is_given() -> None:
    spoken = _phonemes(script("您好，再见。谢谢").words)

    assert len(spoken.splitlines()) == 3


def _phonemes(words: str, *, voice: str = "cmn-latn-pinyin") -> str:
    """Ask espeak-ng itself; where it is missing the test fails, as it must."""
    spoken = subprocess.run(  # noqa: S603 - our own words
        ["espeak-ng", "-v", voice, "-b", "1", "-q", "-x", words],  # noqa: S607 - as installed
        check=True,
        capture_output=True,
        text=True,
        timeout=5,
    )
    return "\n".join(
        line.strip() for line in spoken.stdout.splitlines() if line.strip()
    )
