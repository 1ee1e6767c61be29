"""Answer questions over a signed directory; the search itself lies in `finder`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from directory.answer import Answer
from directory.finder import NO_READINGS, Finder
from directory.following import Following
from directory.gathered import NEWLINE, Gathered
from directory.index_file import IndexFile, Opened, opened, said_of
from directory.lazily import Lazily
from directory.model import Directory, Readings, ServiceItem
from directory.texts import Entry, QueryReadings, clean, entry_of, remarks_of
from directory.words import SpokenWords
from programme.errors import DocumentMalformed


class Index:
    """Be the business query over a directory.

    Args:
        directory: The signed directory.
        items: The service items of all its shards.
        readings: How the items sound, one for each item.
        words: The everyday words and how they sound.
        file: What was gathered at publishing; without it, it is gathered here.

    Raises:
        ReadingsMismatch: An item has no readings, or not its own.
        DocumentMalformed: The file is of another directory, or damaged.
    """

    def __init__(
        self,
        directory: Directory,
        items: Sequence[ServiceItem],
        readings: Sequence[Readings],
        *,
        words: SpokenWords | None = None,
        file: IndexFile | None = None,
    ) -> None:
        self._items = tuple(items)
        self._found_here = {
            "enquiry_desk": directory.enquiry_desk,
            "enquiry_telephone": directory.enquiry_telephone,
        }
        lexicon = words or SpokenWords()
        offices = {office.id: clean(office.name) for office in directory.departments}
        said = {one.item: one for one in readings}
        if file is None:
            entries = (
                entry_of(
                    item,
                    department=offices.get(item.department, ""),
                    readings=said_of(item, said),
                )
                for item in items
            )
            self._finder = Finder.over(entries, lexicon)
        else:
            if file.shards != directory.shards:
                raise DocumentMalformed(IndexFile.kind_name, "不是这份办事目录的")
            held = opened(file, self._items, said)
            self._finder = Finder(
                Lazily(partial(_entry, self._items, held, offices)),
                _named(held.gathered, offices),
                lexicon,
            )

    def lookup(self, text: str, readings: QueryReadings = NO_READINGS) -> Answer:
        """Answer a question.

        Args:
            text: The question as it was typed.
            readings: How the cleaned question sounds; without them a character that
                only sounds right is not mended.
        """
        answer = self._finder.answer(text, readings)
        return answer.model_copy(update=self._found_here)

    def continuations(self, prefix: str) -> frozenset[str]:
        """Return the letters that may follow the letters typed so far."""
        return self._finder.continuations(prefix)

    @property
    def following(self) -> Following:
        """Return which characters are met, and after which."""
        return self._finder.following

    def of_life_event(self, event: str) -> tuple[ServiceItem, ...]:
        """Return the items of a life event, the popular ones first."""
        return _in_order(item for item in self._items if event in item.life_events)

    def of_department(self, department: str) -> tuple[ServiceItem, ...]:
        """Return the items of a department, the popular ones first."""
        return _in_order(i for i in self._items if i.department == department)


def _in_order(items: Iterable[ServiceItem]) -> tuple[ServiceItem, ...]:
    return tuple(sorted(items, key=lambda item: not item.popular))


def _entry(
    items: Sequence[ServiceItem], held: Opened, offices: Mapping[str, str], number: int
) -> Entry:
    """Return an entry of which the texts and their sounds were gathered before."""
    item = items[held.order[number]]
    return Entry(
        id=item.id,
        name=item.name,
        texts=tuple(held.gathered.blocks[number].split(NEWLINE)),
        readings=(),
        department=offices.get(item.department, ""),
        remarks=remarks_of(item.name),
        popular=item.popular,
    )


def _named(gathered: Gathered, offices: Mapping[str, str]) -> Gathered:
    """Return what was gathered with the offices by their names, not by their ids."""
    named: dict[str, int] = {}
    for office, members in gathered.offices.items():
        name = offices.get(office, "")
        named[name] = named.get(name, 0) | members
    return replace(gathered, offices=named)
