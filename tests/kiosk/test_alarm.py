from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.alarm import Alarms, alarms_of, when_words
from kiosk.orders import Held
from kiosk.words import read_words
from programme.override import Override
from tests.fakes.contract import NOON
from tests.fakes.orders import alert

WORDS = read_words()["zh-CN"]
HERE = NOON.astimezone(ZoneInfo("Asia/Shanghai"))


def held(notice: Override) -> Held:
    return Held(notice=notice, since=timedelta(0))


def test_without_a_notice_nothing_is_shown() -> None:
    assert alarms_of((), WORDS, now=HERE, seen=("alert-1",)) == Alarms()


def test_each_notice_is_put_aside_by_itself() -> None:
    both = tuple(map(held, (alert(), alert(id="alert-2"))))

    first = alarms_of(both, WORDS, now=HERE, seen=())
    second = alarms_of(both, WORDS, now=HERE, seen=("alert-1",))
    under = alarms_of(both, WORDS, now=HERE, seen=("alert-1", "alert-2"))

    assert [one.id for one in first.covers] == ["alert-1", "alert-2"]
    assert [one.id for one in second.covers] == ["alert-2"]
    assert [one.id for one in under.banners] == ["alert-1", "alert-2"]
    assert (first.banners, under.covers, under.others) == ((), (), 1)


def test_a_notice_without_signs_has_plain_ones() -> None:
    plain = alert(icon="", act_icons=(), acts=("撤到高处", "不要下水"))

    (cover,) = alarms_of((held(plain),), WORDS, now=HERE, seen=()).covers

    assert cover.icon == "warning"
    assert cover.acts == (("check", "撤到高处"), ("check", "不要下水"))


def test_an_end_on_another_day_is_said_with_its_date() -> None:
    year_s_end = datetime(2026, 12, 31, 22, tzinfo=ZoneInfo("Asia/Shanghai"))

    told = [
        when_words(at, WORDS, now=now)
        for at, now in (
            (NOON + timedelta(hours=2), HERE),
            (NOON + timedelta(hours=12), HERE),
            (year_s_end + timedelta(hours=5), year_s_end),
        )
    ]

    assert told == ["14:00", "11 月 24 日 0:00", "2027 年 1 月 1 日 3:00"]
