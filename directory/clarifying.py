"""Find the one question that tells close candidates apart; it ranks and shows none.

A facet is something that any resident can say of the business: for whom, the first
time or again, as a person or as a firm. It is asked about only where the candidates
are alike but for it, so that no answer leads away from what was meant.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz

from directory.answer import MOST_CHOICES, Clarifying, ClarifyingOption
from directory.texts import Entry, clean
from directory.words import Facet, FacetOption

MOST_OPTIONS = 4
MOST_CANDIDATES = 12
"""More than these no question makes few."""
_ALIKE = 62.0
"""How alike two names are, without the words of the facet, in per cent."""


def clarify(
    asked: str, candidates: Sequence[Entry], facets: Sequence[Facet]
) -> Clarifying | None:
    """Return the question that parts the candidates best; None if no question does.

    Args:
        asked: The question as it was understood.
        candidates: What fits it about equally well, best first.
        facets: What residents can be asked.
    """
    if not 1 < len(candidates) <= MOST_CANDIDATES:
        return None
    found = [
        question
        for facet in facets
        if not _is_said(facet, asked) and _differ_by(facet, candidates)
        for question in [_question(facet, candidates)]
        if question is not None
    ]
    return min(found, key=_most_left, default=None)


def _question(facet: Facet, candidates: Sequence[Entry]) -> Clarifying | None:
    """Return a facet as a question; None where it does not part the candidates."""
    words = [word for option in facet.options for word in option.words]
    words += facet.never
    found: dict[tuple[str, ...], ClarifyingOption] = {}
    for option in facet.options:
        items = tuple(e.id for e in candidates if _fits(option, e, words))
        known = found.get(items)
        name = f"{known.name}；{option.name}" if known else option.name
        found[items] = ClarifyingOption(
            id=known.id if known else option.id, name=name, items=items
        )
    found.pop((), None)
    options = _few(facet, list(found.values()), candidates)
    most = min(MOST_CHOICES, len(candidates) - 1)
    if len(options) == 1 or any(len(one.items) > most for one in options):
        return None
    return Clarifying(facet=facet.id, question=facet.question, options=tuple(options))


def _few(
    facet: Facet, options: list[ClarifyingOption], candidates: Sequence[Entry]
) -> list[ClarifyingOption]:
    """Return at most four options that name every candidate, the last for the rest."""
    named = {item for one in options for item in one.items}
    rest = [entry.id for entry in candidates if entry.id not in named]
    if len(options) + bool(rest) > MOST_OPTIONS:
        rest += [item for one in options[MOST_OPTIONS - 1 :] for item in one.items]
        options = options[: MOST_OPTIONS - 1]
    if rest:
        kept = tuple(dict.fromkeys(rest))
        options.append(ClarifyingOption(id="rest", name=facet.rest, items=kept))
    return options


def _most_left(question: Clarifying) -> tuple[int, int]:
    """Return how many choices the least helpful reply leaves, then all of them."""
    sizes = [len(option.items) for option in question.options]
    return max(sizes), sum(sizes)


def _fits(option: FacetOption, entry: Entry, every: Sequence[str]) -> bool:
    """Say whether an entry belongs to an option: by a word, or by having none."""
    names = entry.texts[:2]
    if any(word in name for word in option.words for name in names):
        return True
    return option.otherwise and not any(w in name for w in every for name in names)


def _is_said(facet: Facet, asked: str) -> bool:
    """Say whether the question already has a word of the facet."""
    return any(word in asked for option in facet.options for word in option.words)


def _differ_by(facet: Facet, candidates: Sequence[Entry]) -> bool:
    """Say whether names are of one option each, or alike but for the words of them."""
    words = [clean(word) for option in facet.options for word in option.words]
    names = [entry.texts[0] for entry in candidates]
    if all(any(word in name for word in words) for name in names):
        return True
    best, *others = (_without(name, words) for name in names)
    return all(fuzz.ratio(best, other) >= _ALIKE for other in others)


def _without(name: str, words: Sequence[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        name = name.replace(word, "")
    return name
