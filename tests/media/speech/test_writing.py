from media.speech.writing import shipped_pad


def test_common_characters_and_words_are_offered_first() -> None:
    # Issue 6, line 6: words of one's own
    pad = shipped_pad()
    first = {
        letters: pad.choices(letters)[0].text
        for letters in ("wo", "de", "shi", "women", "dating", "xiashuidao", "wsm")
    }
    assert first == {
        "wo": "我",
        "de": "的",
        "shi": "是",
        "women": "我们",
        "dating": "大厅",
        "xiashuidao": "下水道",
        "wsm": "为什么",
    }


def test_every_character_of_the_set_is_reached_by_its_first_reading() -> None:
    pad = shipped_pad()
    for syllable, character in (("xiong", "汹"), ("nv", "女"), ("zhang", "长")):
        assert character in {one.text for one in pad.choices(syllable)}
