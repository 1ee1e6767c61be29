"""Answer `mingbai ask`: questions on the command line; the search lies elsewhere.

Without files it answers from the demo county's directory. An input that cannot be used
ends with exit code 1, a sentence on stderr and, with `--json`, a typed error on stdout.
"""

from pathlib import Path
from typing import Annotated

import typer

from config.command_line import Found, say
from config.demo_directory import DemoDirectoryRefused
from config.everyday_words import EverydayWordsRefused
from kiosk.asking import Asked, ask_demo, ask_many
from kiosk.asking_files import AskingRefused, Fault

app = typer.Typer(
    add_completion=False, name="ask", help="问一件事归谁办、带什么、怎么办。"
)
_REFUSALS = (AskingRefused, DemoDirectoryRefused, EverydayWordsRefused)


@app.command(help="问一件事归谁办、带什么、怎么办；也可以一次问一批。")
def ask(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="想问的话，拼音也行。")
    ] = None,
    *,
    services: Annotated[
        Path | None, typer.Option(help="事项清单（JSON），和 --queries 一起用。")
    ] = None,
    queries: Annotated[Path | None, typer.Option(help="一批问题（JSON）。")] = None,
    out: Annotated[Path | None, typer.Option(help="答案写到这个文件。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="用 JSON 给程序看。")] = False,
) -> None:
    """Answer one question, or a file of them."""
    if services and queries and out and not words:
        say(lambda: _many(services, queries, out), refusals=_REFUSALS, as_json=as_json)
    elif words and not (services or queries or out):
        say(lambda: _one(" ".join(words)), refusals=_REFUSALS, as_json=as_json)
    else:
        say(_usage, refusals=_REFUSALS, as_json=as_json)


def _one(question: str) -> Found:
    asked = ask_demo(question)
    return asked.data(), _words(asked)


def _many(services: Path, queries: Path, out: Path) -> Found:
    count = ask_many(services=services, queries=queries, out=out)
    return {"answered": count, "out": str(out)}, f"答了 {count} 个问题，写在 {out}。"


def _usage() -> Found:
    """Refuse a mixture of the two ways to ask.

    Raises:
        AskingRefused: Always.
    """
    raise AskingRefused(Fault.MIXED)


def _words(asked: Asked) -> str:
    """Return an answer for people: the first item in full, the others by name."""
    if not asked.guides:
        return f"这里查不到。请到{asked.desk}问，或拨 {asked.telephone}。"
    names = [f"  {guide.item.plain_name}" for guide in asked.guides]
    if asked.answer.asks is not None:
        replies = [f"  {name}：{'；'.join(left)}" for name, left in asked.replies]
        return "\n".join([asked.answer.asks.question, *replies])
    if asked.is_choice:
        return "\n".join(["是不是要办：", *names])
    lines = [asked.guides[0].words()]
    if names[1:]:
        lines += ["也可能是：", *names[1:]]
    return "\n".join(lines)
