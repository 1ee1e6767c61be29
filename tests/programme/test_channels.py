import pytest

from programme.channels import NUMBERS, Channel, channel_of, tells_of_person


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("我要举报村里有人虚报", Channel.MISCONDUCT),
        ("我 要 举 - 报 他", Channel.MISCONDUCT),
        ("某窗口收红包才给办", Channel.MISCONDUCT),
        ("张主任骗我们的钱", Channel.MISCONDUCT),
        ("村里张主任收了我家两条烟才给盖章", Channel.MISCONDUCT),
        ("王站长拿了我们两瓶酒", Channel.MISCONDUCT),
        ("不送购物卡就不给办", Channel.MISCONDUCT),
        ("送了两条烟才肯批", Channel.MISCONDUCT),
        ("主任张大山打人", Channel.MISCONDUCT),
        ("那个人就是王小二，一直欺负人", Channel.MISCONDUCT),
        ("再不解决我就去上访", Channel.PETITION),
        ("征地补偿太低我们不同意", Channel.PETITION),
        ("我老公要和我离婚怎么办", Channel.PRIVATE),
        ("邻居家的狗半夜叫", Channel.PRIVATE),
        ("老板欠我工钱不给", Channel.PRIVATE),
        ("日子过得不想活了", Channel.DISTRESS),
        ("楼上有人打架快来", Channel.DANGER),
        ("隔壁着火了", Channel.DANGER),
    ],
)
def test_what_has_a_channel_of_its_own_is_led_there(
    text: str, channel: Channel
) -> None:
    # REQ-50
    assert channel_of(text) is channel


@pytest.mark.parametrize(
    "text",
    [
        "",
        "医保卡丢了去哪里补办",
        "大厅里能不能多放几把椅子",
        "排队时间太长，等了一个上午",
        "窗口工作人员态度不好",
        "公示的名单字太小，看不清",
        "谢谢三号窗口的李老师，讲得很清楚",
        "低保什么时候发",
        "户口迁移要带什么材料",
        "公交车末班车能不能晚一点",
        "路灯坏了半个月没人修",
        "王家村的路什么时候修",
    ],
)
def test_ordinary_words_may_be_left_here(text: str) -> None:
    assert channel_of(text) is None


def test_each_channel_has_a_telephone() -> None:
    assert set(NUMBERS) == set(Channel)
    assert NUMBERS[Channel.MISCONDUCT] == ("12388",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我的电话 13800001111", True),
        ("138-0000-1111 找我", True),
        ("身份证 11010519491231002X", True),
        ("座机０３１０１２３４５６７", True),
        ("卡号 6222 0200 0000 0000", True),
        ("等了 120 分钟，3 号窗口", False),
        ("2026 年的通知", False),
    ],
)
def test_numbers_that_lead_to_a_person_are_found(text: str, *, found: bool) -> None:
    # REQ-55: no identity on the kiosk
    assert tells_of_person(text) is found
