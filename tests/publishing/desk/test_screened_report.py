from publishing.desk.screened_report import screened_report


def test_personal_data_beside_the_text_is_masked_and_named_by_kind() -> None:
    """REQ-22."""
    report = {"kept": ["段落 1 段"], "hidden": ["批注：打 13900001234 问", "作者：甲"]}

    screened = screened_report(report)

    assert screened["hidden"] == ["批注：打 139****1234 问", "作者：甲"]
    assert screened["hidden_personal"] == ["手机号 1 处"]
    assert screened["kept"] == ["段落 1 段"]


def test_a_report_without_hidden_finds_says_so() -> None:
    assert screened_report({}) == {"hidden": [], "hidden_personal": []}
