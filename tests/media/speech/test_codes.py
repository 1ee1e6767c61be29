import pytest

from media.speech.spelling import spell_out


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("清禾政发〔2026〕12号", "清禾政发〔二零二六〕十二号"),
        ("清禾政发[2026]12号", "清禾政发〔二零二六〕十二号"),
        ("清禾政发（2026）12号", "清禾政发〔二零二六〕十二号"),
        ("柳坞村 2026-0147", "柳坞村 二零二六杠零幺四七"),
        ("1-2-301", "一杠二杠三零幺"),
        ("203室", "二零三室"),
        ("B203室", "B二零三室"),
        ("G104国道", "G幺零四国道"),
        ("A-12", "A杠十二"),
        ("128路公交", "幺二八路公交"),
        ("340123199001011234", "三四零幺二三幺九九零零幺零幺幺二三四"),
        ("34012319900101123X", "三四零幺二三幺九九零零幺零幺幺二三X"),
        ("91340100MA2N12345X", "九幺三四零幺零零MA二N幺二三四五X"),
        ("编号：202600123", "编号：二零二六零零幺二三"),
    ],
)
def test_a_code_is_said_digit_by_digit(written: str, said: str) -> None:
    assert spell_out(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12号窗口", "十二号窗口"),
        ("2号窗口", "二号窗口"),
        ("A12窗口", "A十二窗口"),
        ("B2", "B二"),
        ("2楼", "二楼"),
        ("3#楼", "三号楼"),
        ("03#楼", "零三号楼"),
    ],
)
def test_a_window_or_floor_is_counted(written: str, said: str) -> None:
    assert spell_out(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("请看https://www.qinghe.example/a?b=1。", "请看网址。"),
        ("看 qinghe.gov.cn，", "看 网址，"),
        ("a.b@qh.gov.cn", "电子邮箱"),
    ],
)
def test_a_link_is_named_not_read(written: str, said: str) -> None:
    assert spell_out(written) == said
