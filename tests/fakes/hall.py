"""Make a small hall for the business query: entries, a lexicon, a directory."""

from datetime import UTC, datetime, time

from directory.corpus import Corpus
from directory.finder import Finder
from directory.gathered import gather
from directory.model import (
    Counter,
    Department,
    Directory,
    LifeEvent,
    ServiceItem,
)
from directory.texts import Entry, clean, remarks_of
from directory.words import ActionWords, EverydayWord, EverydayWords
from media.speech.searching import query_readings, spoken_words
from programme.hours import DayHours, OpenSpan

WORDS = EverydayWords(
    fillers=("我想", "怎么办", "的", "了"),
    verbs=("办", "办理", "开"),
    ordinary=("办理", "申领", "登记", "核发"),
    usual=("申领", "核发"),
    actions=(
        ActionWords(say=("丢了", "补办"), means=("补领", "挂失")),
        ActionWords(say=("注销", "不要了"), means=("注销",)),
    ),
    words=(
        EverydayWord(say=("理发店",), means=("公共场所卫生",)),
        EverydayWord(say=("社保卡",), means=("社会保障卡",)),
        EverydayWord(say=("手机社保卡",), means=("电子 社会保障卡",)),
        EverydayWord(say=("医保",), means=("医疗保障",)),
        EverydayWord(say=("医保余额",), means=("个人账户 医疗保障",)),
        EverydayWord(say=("老人",), means=("老年人",), weak=True),
    ),
    elsewhere=("天气", "火车票"),
)


def made_entry(
    name: str, *others: str, department: str = "县局", group: str = ""
) -> Entry:
    """Return an entry with its readings."""
    texts = tuple(map(clean, (name, *others)))
    return Entry(
        id=f"id-{name}",
        name=name,
        texts=texts,
        readings=tuple(map(query_readings, texts)),
        department=department,
        remarks=remarks_of(name),
        group=group,
    )


def made_finder(*entries: Entry, words: EverydayWords = WORDS) -> Finder:
    """Return a search over entries."""
    return Finder.over(entries, spoken_words(words))


def made_corpus(*entries: Entry, words: EverydayWords = WORDS) -> Corpus:
    """Return the texts of entries, indexed."""
    return Corpus(entries, gather(entries), words, spoken_words(words).readings())


def names_of(finder: Finder, question: str) -> list[str]:
    """Return what a question finds."""
    answer = finder.answer(question, query_readings(question))
    return [match.name for match in answer.matches]


HOURS = tuple(
    DayHours(
        weekday=day,
        spans=(
            OpenSpan(from_time=time(8, 30), to_time=time(12)),
            OpenSpan(from_time=time(13, 30), to_time=time(17, 30)),
        ),
    )
    for day in range(1, 6)
)
SATURDAY = DayHours(
    weekday=6, spans=(OpenSpan(from_time=time(8, 30), to_time=time(12)),)
)


def made_counter(*, saturday: bool = False, on_holidays: bool = False) -> Counter:
    """Return a counter with ordinary hours."""
    return Counter(
        id="hall-1",
        department="gaj",
        building="大厅",
        floor=1,
        window="1",
        way="直走",
        hours=(*HOURS, SATURDAY) if saturday else HOURS,
        closed_on_holidays=not on_holidays,
        telephone="0555-010-0001",
    )


def made_item(
    number: int, name: str, *, event: str = "move", popular: bool = False
) -> ServiceItem:
    """Return a service item."""
    return ServiceItem(
        id=f"item-{number}",
        name=name,
        plain_name=f"{name}怎么办",
        department="gaj",
        counter="hall-1",
        kind="公共服务",
        who="居民",
        materials=(),
        steps=("来",),
        promised_working_days=0,
        fee="免费",
        visits=1,
        result="证",
        phrases=(f"想要{name}",),
        life_events=(event,),
        popular=popular,
    )


def made_directory() -> Directory:
    """Return a directory with one office and one counter."""
    return Directory(
        version=1,
        county="qinghe",
        made_at=datetime(2026, 11, 1, tzinfo=UTC),
        departments=(
            Department(
                id="gaj",
                name="清禾县公安局",
                short_name="县公安局",
                telephone="0555-010-0110",
                duty="管户口",
            ),
        ),
        counters=(made_counter(),),
        life_events=(LifeEvent(id="move", name="搬家", icon="home", order=1),),
        enquiry_desk="1 楼咨询台",
        enquiry_telephone="0555-010-0100",
        shards=(),
    )
