import pytest

from sync_agent.inner.errors import (
    DeviceUnknown,
    EnrolmentRefused,
    Flaw,
    Mishap,
    NothingReleased,
    ReleaseRefused,
)


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_says_that_the_old_content_stays_and_whom_to_tell(
    flaw: Flaw,
) -> None:
    words = str(ReleaseRefused(flaw, "节目单"))

    assert "节目单" in words
    assert "继续展示原来的" in words
    assert "请告诉中心管理员" in words
    assert flaw.value not in words


def test_every_flaw_has_words_of_its_own() -> None:
    words = {str(ReleaseRefused(flaw, "")) for flaw in Flaw}

    assert len(words) == len(Flaw)


def test_the_centre_s_reason_is_passed_on() -> None:
    assert str(EnrolmentRefused("登记码不对")).endswith("：登记码不对。")
    assert "：设备已停用。" in str(DeviceUnknown("设备已停用"))


def test_without_a_reason_it_says_what_to_look_at() -> None:
    assert "请核对登记码" in str(EnrolmentRefused(""))
    assert "可能已停用" in str(DeviceUnknown(""))


def test_a_reason_that_is_a_sentence_keeps_its_one_full_stop() -> None:
    unknown = str(DeviceUnknown("设备 d-1 已停用。请在设备上重新登记。"))
    refused = str(EnrolmentRefused("不能登记：登记码不对。"))

    assert "重新登记。请联系" in unknown
    assert refused.endswith("登记码不对。")
    assert "。。" not in unknown + refused


def test_nothing_released_asks_for_patience() -> None:
    assert "发布后会自动显示" in str(NothingReleased("qinghe-hall-screen"))


def test_a_mishap_names_its_kind_and_no_detail_of_it() -> None:
    words = str(Mishap(LookupError("/secret/path")))

    assert "LookupError" in words
    assert "自动再试" in words
    assert "secret" not in words
