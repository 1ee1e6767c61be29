"""Measure how long the search of 50,000 items takes to make, to ship and to load.

Run as `python -m benchmarks.index_file [ITEMS]`. The peer in the same run is a device
that gathers the same directory itself. Times are processor time of this process.
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from benchmarks.lookup import MADE, made_names
from config.demo_directory import demo_directory
from config.everyday_words import shipped_words
from directory.index import Index
from directory.index_file import IndexFile, index_file_of
from directory.model import Directory, DirectoryShard, ServiceItem
from media.speech.searching import item_readings, query_readings, spoken_words

_SEED = 20261129
_SHARD = 200
_ASKED = 1_000
_MOST_LOAD_S, _MOST_LOOKUP_MS = 1.0, 10.0
Result = TypeVar("Result")


def main(arguments: Sequence[str]) -> int:
    """Print the table; return 0 if loading and looking up keep their aims."""
    chance = random.Random(_SEED)  # noqa: S311 - a repeatable draw, not a secret
    items = _items(int(arguments[0]) if arguments else MADE, chance)
    _say(f"{len(items):,} 项，每项 {len(items[0].phrases) + 2} 个说法；处理器时间")
    readings, _ = _timed("读音，全部重做", lambda: tuple(map(item_readings, items)))
    shards = tuple(
        DirectoryShard(
            items=items[at : at + _SHARD], readings=readings[at : at + _SHARD]
        )
        for at in range(0, len(items), _SHARD)
    )
    directory = _directory(tuple(shard.digest() for shard in shards))
    said = {one.item: one for one in readings}
    make = partial(index_file_of, items, said, shards=directory.shards)
    file, _ = _timed("检索表，在中心做一次", make)
    data = file.canonical()
    _say(f"检索表 {len(data) / 1e6:.1f} MB，分片 {_length(shards) / 1e6:.1f} MB")
    words, _ = _timed("日常用语，开机一次", lambda: spoken_words(shipped_words()))
    parsed, reading = _timed("设备读检索表文件", lambda: IndexFile.parse(data))
    index_of = partial(Index, directory, items, readings, words=words)
    index, opening = _timed("设备用检索表", lambda: index_of(file=parsed))
    _, alone = _timed("设备没有检索表，自己做", index_of)
    worst = _lookups(index, items, chance)
    loading = reading + opening
    _say(f"载入 {loading:.2f} s，自己做是它的 {alone / loading:.1f} 倍")
    _say(f"最慢 p99 {worst:.1f} ms")
    return int(loading > _MOST_LOAD_S or worst > _MOST_LOOKUP_MS)


def _items(count: int, chance: random.Random) -> tuple[ServiceItem, ...]:
    """Return made items with the guides of the demo county's."""
    guides = demo_directory().items
    return tuple(
        chance.choice(guides).model_copy(
            update={
                "id": f"made-{number:06d}",
                "name": runs[0],
                "plain_name": runs[1],
                "phrases": (runs[2], f"{runs[1]}怎么办", f"我要{runs[2]}"),
            }
        )
        for number, runs in enumerate(made_names(chance, count))
    )


def _directory(shards: tuple[str, ...]) -> Directory:
    demo = demo_directory()
    return Directory(
        version=1,
        county="qinghe",
        made_at=datetime(2026, 11, 1, tzinfo=UTC),
        departments=demo.departments,
        counters=demo.counters,
        life_events=demo.life_events,
        enquiry_desk=demo.enquiry_desk,
        enquiry_telephone=demo.enquiry_telephone,
        shards=shards,
    )


def _lookups(
    index: Index, items: Sequence[ServiceItem], chance: random.Random
) -> float:
    """Print how long questions take that were never asked before; return p99."""
    worst = 0.0
    for form in ("原话", "全拼", "首字母"):
        times = []
        for _ in range(_ASKED):
            asked = chance.choice(items).plain_name
            said = query_readings(asked)
            spelt = {"原话": asked, "全拼": "".join(said.syllables)[:40]}
            question = spelt.get(form, said.initials[:6])
            readings = query_readings(question)
            begun = time.thread_time()
            index.lookup(question, readings)
            times.append((time.thread_time() - begun) * 1000)
        times.sort()
        p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
        worst = max(worst, p99)
        _say(f"  {form:<6} p50 {p50:.1f} ms  p99 {p99:.1f} ms")
    return worst


def _length(shards: Sequence[DirectoryShard]) -> int:
    return sum(len(shard.canonical()) for shard in shards)


def _timed(what: str, work: Callable[[], Result]) -> tuple[Result, float]:
    begun = time.process_time()
    result = work()
    took = time.process_time() - begun
    _say(f"{what}：{took:.2f} s")
    return result, took


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
