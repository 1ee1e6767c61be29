"""Answer `mingbai inspect FILE`: what an import keeps, or why it refuses."""

import json
from pathlib import Path
from typing import Annotated

import typer

from config.refusal_words import words_of
from config.terminal import echo, echo_text
from media.imports.errors import ImportRefused
from media.imports.importer import MOST_BYTES, import_file
from media.imports.result import Imported
from programme.blocks import text_of
from programme.plain_line import plain

app = typer.Typer(name="inspect", add_completion=False, help="看一个文件能不能导入。")


@app.command(help="看一个文件导入后留下什么、简化什么、丢掉什么。")
def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="要看的文件")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="用 JSON 给程序看。")] = False,
) -> None:
    """Print the report on a file.

    Raises:
        Exit: With code 1, where the file is refused or cannot be read.
    """
    try:
        imported = import_file(_bytes(file), file.name)
    except ImportRefused as refused:
        _refuse(refused.code, str(refused), as_json=as_json)
        raise typer.Exit(1) from refused
    except OSError as error:
        message = f"读不到 {file}（{words_of(error)}）。请检查路径。"
        _refuse("unreadable", message, as_json=as_json)
        raise typer.Exit(1) from error
    answer = _answer(imported)
    echo_text(json.dumps(answer, ensure_ascii=False) if as_json else _words(imported))


def _bytes(file: Path) -> bytes:
    """Return the file, or a byte more than is taken of one that is too large."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _refuse(code: str, message: str, *, as_json: bool) -> None:
    if as_json:
        refusal = {"ok": False, "error": {"code": code, "message": message}}
        echo(json.dumps(refusal, ensure_ascii=False))
    echo_text(message, err=True)


def _answer(imported: Imported) -> dict[str, object]:
    texts = [text_of(block) for block in imported.blocks]
    return {
        "ok": True,
        "title": imported.title,
        "blocks": len(imported.blocks),
        "kinds": [block.kind for block in imported.blocks],
        "images": len(imported.images),
        "kept": list(imported.report.kept),
        "simplified": list(imported.report.simplified),
        "lost": list(imported.report.lost),
        "hidden": list(imported.report.hidden),
        "unread": list(imported.report.unread),
        "places": [
            {"place": p.label, "simplified": list(p.simplified), "lost": list(p.lost)}
            for p in imported.parts
            if p.simplified or p.lost
        ],
        "text": "\n".join((imported.title, *filter(None, texts))),
    }


def _words(imported: Imported) -> str:
    report = imported.report
    parts = (
        ("留下", report.kept),
        ("简化", report.simplified),
        ("丢掉", report.lost),
        ("不公开", report.hidden),
        ("要人看", report.unread),
    )
    lines = [f"能导入。标题：{imported.title}"]
    for name, entries in parts:
        lines += [f"{name}：{entry}" for entry in entries or ("无",)]
    return "\n".join(map(plain, lines))
