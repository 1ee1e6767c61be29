"""Answer questions without a kiosk: from the demo county, or over a list of items."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config.demo_directory import DemoDirectory, demo_directory
from config.everyday_words import shipped_words
from directory.answer import Answer, AnswerKind
from directory.finder import Finder
from directory.model import Counter, Department, Material, ServiceItem
from directory.texts import Entry, clean, entry_of, remarks_of, typed
from directory.words import SpokenWords
from kiosk.asking_files import ListedItem, read_items, read_queries, write_answers
from media.speech.searching import item_readings, query_readings, spoken_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Be all about one item: 找谁、带什么、怎么办."""

    item: ServiceItem
    department: Department
    counter: Counter
    score: int

    def data(self) -> dict[str, object]:
        """Return the guide for programs."""
        counter, item = self.counter, self.item
        return {
            "id": item.id,
            "name": item.name,
            "plain_name": item.plain_name,
            "score": self.score,
            "who": {
                "department": self.department.name,
                "building": counter.building,
                "floor": counter.floor,
                "zone": counter.zone,
                "window": counter.window,
                "way": counter.way,
                "hours": [day.model_dump(mode="json") for day in counter.hours],
                "telephone": counter.telephone,
            },
            "bring": [one.model_dump(mode="json") for one in item.materials],
            "how": {
                "condition": item.who,
                "steps": list(item.steps),
                "promised_working_days": item.promised_working_days,
                "legal_working_days": item.legal_working_days,
                "fee": item.fee,
                "visits": item.visits,
                "result": item.result,
                "online": item.online,
                "help": item.help,
            },
        }

    def words(self) -> str:
        """Return the guide for people."""
        counter, item = self.counter, self.item
        place = f"{counter.building} {counter.floor} 楼 {counter.zone}".rstrip()
        who = f"{self.department.short_name}，{place} {counter.window} 号窗口"
        return "\n".join(
            [
                f"{item.plain_name}（{item.name}）",
                f"找谁：{who}，电话 {counter.telephone}",
                f"　　　{counter.way}",
                "带什么：",
                *(f"  {_material(one)}" for one in item.materials),
                "怎么办：",
                *(f"  {n}. {step}" for n, step in enumerate(item.steps, start=1)),
                "，".join(_figures(item)),
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Be an answer with its guides."""

    answer: Answer
    guides: tuple[Guide, ...]
    desk: str
    telephone: str
    replies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What can be said to the question, and the plain names that leaves."""

    @property
    def is_choice(self) -> bool:
        """Say whether the resident has to choose."""
        return self.answer.kind is AnswerKind.CHOICES

    def data(self) -> dict[str, object]:
        """Return the answer for programs."""
        return {
            "kind": self.answer.kind.value,
            "asked": self.answer.asked,
            "question": self.answer.asks and self.answer.asks.model_dump(mode="json"),
            "items": [guide.data() for guide in self.guides],
            "enquiry": {"desk": self.desk, "telephone": self.telephone},
        }


def ask_demo(question: str) -> Asked:
    """Answer a question from the demo county's directory.

    Raises:
        DemoDirectoryRefused: The installed directory is damaged.
        EverydayWordsRefused: The installed lexicon is damaged.
    """
    hall, finder = _demo()
    answer = finder.answer(question, query_readings(typed(question)))
    items = {item.id: item for item in hall.items}
    offices = {office.id: office for office in hall.departments}
    counters = {counter.id: counter for counter in hall.counters}
    return Asked(
        answer=answer,
        guides=tuple(
            Guide(
                item=items[match.item],
                department=offices[items[match.item].department],
                counter=counters[items[match.item].counter],
                score=match.score,
            )
            for match in answer.matches
        ),
        desk=hall.enquiry_desk,
        telephone=hall.enquiry_telephone,
        replies=tuple(
            (option.name, tuple(items[one].plain_name for one in option.items))
            for option in (answer.asks.options if answer.asks else ())
        ),
    )


@cache
def _demo() -> tuple[DemoDirectory, Finder]:
    """Return what never changes while a program runs, made once."""
    hall = demo_directory()
    return hall, Finder.over(demo_entries(hall), spoken_words(shipped_words()))


def ask_many(*, services: Path, queries: Path, out: Path) -> int:
    """Answer a file of questions over a file of items; return how many.

    Raises:
        AskingRefused: A file cannot be read or written.
        EverydayWordsRefused: The installed lexicon is damaged.
    """
    questions = read_queries(queries)
    finder = listed_finder(read_items(services), spoken_words(shipped_words()))
    answers = {}
    for question in questions:
        readings = query_readings(typed(question.query))
        answer = finder.answer(question.query, readings)
        answers[question.id] = {
            "kind": answer.kind.value,
            "items": [match.name for match in answer.matches],
        }
    write_answers(out, answers)
    return len(answers)


def listed_finder(items: Iterable[ListedItem], words: SpokenWords) -> Finder:
    """Return a search over items that have a name and little else."""
    return Finder.over(map(_listed_entry, items), words)


def demo_entries(hall: DemoDirectory) -> tuple[Entry, ...]:
    """Return what the search needs of the demo county's items."""
    offices = {office.id: office.name for office in hall.departments}
    return tuple(
        entry_of(
            item, department=offices[item.department], readings=item_readings(item)
        )
        for item in hall.items
    )


def _listed_entry(item: ListedItem) -> Entry:
    texts = (item.name, item.plain_name, *item.phrases)
    cleaned = tuple(dict.fromkeys(filter(None, map(clean, texts))))
    return Entry(
        id=item.id,
        name=item.name,
        texts=cleaned,
        readings=tuple(map(query_readings, cleaned)),
        department=clean(item.department),
        remarks=remarks_of(item.name),
        group=item.main_item or "",
    )


def _figures(item: ServiceItem) -> list[str]:
    days, visits = item.promised_working_days, item.visits
    found = [item.fee]
    if days is not None:
        found.insert(0, f"最晚 {days} 个工作日办好" if days else "当场办好")
    if visits is not None:
        found.append(f"跑 {visits} 次")
    return found


def _material(material: Material) -> str:
    parts = []
    if material.originals:
        parts.append(f"原件 {material.originals} 份")
    if material.copies:
        parts.append(f"复印件 {material.copies} 份")
    said = "，".join([*(parts or ["不用交"]), *filter(None, [material.note])])
    if not material.required:
        said += "（不一定要）"
    return f"{material.name}：{said}"
