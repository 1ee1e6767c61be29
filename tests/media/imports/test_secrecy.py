import pytest

from media.imports.secrecy import secrecy_mark


# REQ-19
@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("机密★1年", "机密"),
        ("秘密★", "秘密"),
        ("秘 密 ★ 长期", "秘密"),
        ("绝密", "绝密"),
        ("机　密", "机密"),
        ("密级：机密", "机密"),
        ("【内部资料】注意保存", "内部资料"),
        ("内部资料，不得外传", "内部资料"),
        ("工作秘密", "工作秘密"),
        ("机密级 第 3 号", "机密"),
        ("清政发〔2026〕3 号　秘密★1年", "秘密"),
    ],
)
def test_a_mark_at_the_head_is_found(line: str, mark: str) -> None:
    assert secrecy_mark(["清禾县人民政府文件", line, "正文"]) == mark


@pytest.mark.parametrize(
    "line",
    [
        "关于加强秘密载体管理的通知",
        "保守国家秘密法宣传",
        "绝密文件的传说展览公告",
        "村务公开",
        "",
    ],
)
def test_talking_of_secrets_is_no_mark(line: str) -> None:
    assert secrecy_mark([line, "正文"]) is None


def test_a_mark_far_below_the_head_is_left_to_people() -> None:
    assert secrecy_mark([*(f"第 {n} 行" for n in range(40)), "机密★"]) is None
