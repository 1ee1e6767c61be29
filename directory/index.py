"""Answer questions over a signed directory; the search itself lies in `finder`."""

from collections.abc import Iterable, Sequence

from directory.answer import Answer
from directory.finder import NO_READINGS, Finder
from directory.model import Directory, Readings, ServiceItem
from directory.texts import QueryReadings, entry_of
from directory.words import SpokenWords


class Index:
    """Be the business query over a directory.

    Args:
        directory: The signed directory.
        items: The service items of all its shards.
        readings: How the items sound, one for each item.
        words: The everyday words and how they sound.

    Raises:
        ReadingsMismatch: An item has no readings, or not its own.
    """

    def __init__(
        self,
        directory: Directory,
        items: Sequence[ServiceItem],
        readings: Sequence[Readings],
        *,
        words: SpokenWords | None = None,
    ) -> None:
        offices = {office.id: office.name for office in directory.departments}
        said = {one.item: one for one in readings}
        self._items = tuple(items)
        self._found_here = {
            "enquiry_desk": directory.enquiry_desk,
            "enquiry_telephone": directory.enquiry_telephone,
        }
        entries = (
            entry_of(
                item,
                department=offices.get(item.department, ""),
                readings=said.get(item.id) or _silent(item),
            )
            for item in items
        )
        self._finder = Finder(entries, words or SpokenWords())

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

    def of_life_event(self, event: str) -> tuple[ServiceItem, ...]:
        """Return the items of a life event, the popular ones first."""
        return _in_order(item for item in self._items if event in item.life_events)

    def of_department(self, department: str) -> tuple[ServiceItem, ...]:
        """Return the items of a department, the popular ones first."""
        return _in_order(i for i in self._items if i.department == department)


def _in_order(items: Iterable[ServiceItem]) -> tuple[ServiceItem, ...]:
    return tuple(sorted(items, key=lambda item: not item.popular))


def _silent(item: ServiceItem) -> Readings:
    return Readings(item=item.id, pinyin=(), initials=())
