import pytest

from media.imports.secrecy import body_mark, margin_mark, secrecy_mark


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
        "秘密、隐私保护制度",
        "机密级涉密人员管理办法解读",
        "内部审计结果公告",
        "内部控制制度",
        "工作秘密管理规定问答",
        "商业秘密★★★",
        "商场内部 装修",
        "村务公开",
        "",
    ],
)
def test_talking_of_secrets_is_no_mark(line: str) -> None:
    assert secrecy_mark([line, "正文"]) is None


def test_a_word_far_below_the_head_is_left_to_people() -> None:
    lines = [*(f"第 {n} 行" for n in range(40)), "机密"]

    assert secrecy_mark(lines) is None
    assert body_mark(lines) is None


def test_a_mark_with_its_star_is_one_wherever_it_stands() -> None:
    assert body_mark([*(f"第 {n} 行" for n in range(40)), "机密★1年"]) == "机密"


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("内部", "内部"),
        ("内 部", "内部"),
        ("【内部】", "内部"),
        ("内部★", "内部"),
        ("内部使用，严禁外传", "内部"),
        ("内部参考", "内部"),
        ("机密级", "机密"),
        ("（秘密）", "秘密"),
        ("内部道路施工公告", None),
        ("单位内部", None),
        ("保密室", None),
        ("第 1 页 共 3 页", None),
    ],
)
def test_a_margin_bears_a_mark_only_where_it_stands_alone(
    line: str, mark: str | None
) -> None:
    """REQ-19."""
    assert margin_mark(["清禾县", line]) == mark


@pytest.mark.parametrize(
    "text",
    [
        "本办法所称秘密★标志由定密责任人标注，样式见附件所列各种情形和规定的要求。",
        "商业秘密★ 保护等级",
        "内部管理",
    ],
)
def test_running_text_that_speaks_of_marks_is_none(text: str) -> None:
    assert body_mark([text]) is None
