"""Screen what an import found beside the text: comments, authors, hidden cells; pure.

None of it is published. Personal data in it is masked, and named by its kind, so that
whoever prepares the file knows to clean it.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from publishing.desk.personal import KIND_WORDS, PersonalKind, find_personal


def screened_report(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return a report whose hidden finds are masked, with the kinds that they hold."""
    kinds: Counter[PersonalKind] = Counter()
    hidden = [_masked(str(line), kinds) for line in report.get("hidden", ())]
    personal = [f"{KIND_WORDS[kind]} {count} 处" for kind, count in kinds.items()]
    return {**report, "hidden": hidden, "hidden_personal": personal}


def _masked(line: str, kinds: Counter[PersonalKind]) -> str:
    parts, done = [], 0
    for found in find_personal(line):
        kinds[found.kind] += 1
        parts += [line[done : found.start], found.masked]
        done = found.end
    return "".join([*parts, line[done:]])
