"""Decide whether to answer, to offer choices, or to say that it is not here.

Never a wrong guess with a straight face: below the thresholds it says less.
"""

from collections.abc import Sequence

from directory.answer import MOST_CHOICES, AnswerKind
from directory.lazily import Numbered
from directory.scoring import Scored
from directory.texts import Entry
from directory.units import Understood, UnitKind

LEAST = 0.50
"""Below, nothing here fits."""
LEAST_KNOWN = 0.34
"""The same where a matter of the question is known to be done here."""
LEAST_ALONE = 0.27
"""The same where no other matter was asked for."""
SURE = 0.64
"""Below, what fits is offered as a choice."""
_BESIDE, _NEAR, _NEAR_BARE = 0.72, 0.88, 0.8
_BARE = 3
"""Up to so many characters a noun alone is too general if several fit."""
_BARE_LONG = 6
_MANY = 4
_TIED = 0.9
_OWN = 0.25
_WHOLLY = 0.95


def decide(
    asked: Understood, scored: Sequence[Scored], entries: Numbered[Entry]
) -> tuple[AnswerKind, tuple[Scored, ...], tuple[Scored, ...]]:
    """Return the kind of answer, what it names, and all that fits about as well.

    Best first. What fits better without doing the matter that was asked for is left
    out.
    """
    start = next((n for n, one in enumerate(scored) if _is_here(asked, one)), None)
    if start is None:
        return AnswerKind.NONE, (), ()
    scored = scored[start:]
    best = scored[0]
    beside = tuple(s for s in scored if s.score >= best.score * _BESIDE)
    if len(beside) > 1 and (_is_general(asked, beside) or beside[1].exact):
        return AnswerKind.CHOICES, _varied(beside, entries), beside
    if _is_unsure(asked, best):
        return AnswerKind.CHOICES, beside[:MOST_CHOICES], beside
    return AnswerKind.ITEMS, beside[:MOST_CHOICES], beside


def _is_here(asked: Understood, best: Scored) -> bool:
    """Say whether the best is near enough to what was asked.

    A word of elsewhere in the midst of a long name means something else there.
    """
    if _is_strange(asked):
        return best.score >= LEAST and (best.exact or best.covered >= _OWN)
    if not best.hit:
        return best.score >= LEAST
    return best.score >= (LEAST_KNOWN if best.missed else LEAST_ALONE)


def _is_strange(asked: Understood) -> bool:
    """Say whether something was asked for that no office does."""
    return any(unit.kind is UnitKind.ELSEWHERE for unit in asked.units)


def _is_general(asked: Understood, beside: Sequence[Scored]) -> bool:
    """Say whether a bare noun was asked, or an action on nothing that is named."""
    best = beside[0]
    content = asked.content
    if all(unit.kind is UnitKind.ACTION or unit.weak for unit in content) or (
        _is_unnamed(asked) and _is_tied(beside)
    ):
        return True
    if asked.asks_to_act or best.exact or len(content) != 1 or _is_strange(asked):
        return False
    length = len(asked.core)
    if length <= _BARE:
        return beside[1].score >= best.score * _NEAR_BARE
    near = [one for one in beside if one.score >= best.score * _NEAR]
    return length <= _BARE_LONG and len(near) >= _MANY and best.covered < _WHOLLY


def _is_unsure(asked: Understood, best: Scored) -> bool:
    """Say whether the best is only near, or was found by little that was said."""
    if best.score < SURE or best.missed or best.guessed:
        return True
    return _is_unnamed(asked) and best.covered < _OWN


def _is_unnamed(asked: Understood) -> bool:
    """Say whether something is done to a thing that no list knows: 地址变了."""
    kinds = {unit.kind for unit in asked.content if not unit.weak}
    return kinds == {UnitKind.PLAIN, UnitKind.ACTION}


def _is_tied(beside: Sequence[Scored]) -> bool:
    best = beside[0]
    return not best.exact and beside[1].score >= best.score * _TIED


def _varied(scored: Sequence[Scored], entries: Numbered[Entry]) -> tuple[Scored, ...]:
    """Return choices that differ: variants of one item stand behind the others."""
    first: list[Scored] = []
    later: list[Scored] = []
    seen: set[str] = set()
    for one in scored:
        group = entries[one.entry].group
        (later if group and group in seen else first).append(one)
        seen.add(group)
    return tuple([*first, *later][:MOST_CHOICES])
