"""Read Markdown into blocks; HTML in it is text, and no address is followed."""

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from media.imports.notes import Notes
from media.imports.plain import block_of, decoded
from media.imports.tabling import Grid, table_of
from media.imports.text import paragraphs_of
from programme.blocks import Block, Heading, ListBlock, Paragraph, Table

_FRONT = re.compile(r"\A---\n(.{0,4000}?)\n(?:---|\.\.\.)\n", re.DOTALL)
_REMARK = re.compile(
    r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*(?:\n(?:[ \t]+\S.*))*)\n?", re.MULTILINE
)
"""A footnote's text, which may go on in lines that are set in."""
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,60})\]")
_DEEPEST = 3
_LISTS = ("bullet_list", "ordered_list")


def markdown_blocks(data: bytes, notes: Notes) -> tuple[Block, ...]:
    """Return the blocks of a Markdown file.

    Raises:
        Damaged: It is in no encoding that is known.
    """
    text = decoded(data).replace("\r\n", "\n")
    front = _FRONT.match(text)
    for line in front[1].split("\n") if front else ():
        notes.margin(line.partition(":")[2])
        notes.hidden("文件开头的说明", line)
    body = text[front.end() :] if front else text
    remarks = {match[1]: " ".join(match[2].split()) for match in _REMARK.finditer(body)}
    reader = MarkdownIt("commonmark", {"html": False})
    tokens = reader.enable(["table", "strikethrough"]).parse(_REMARK.sub("", body))
    reading = _Reader(notes, remarks)
    found = tuple(reading.blocks(tokens))
    for text in reading.unmentioned():
        notes.hidden("没有用上的脚注或尾注", text)
    return found


class _Reader:
    """Turn the tokens of one file into blocks."""

    def __init__(self, notes: Notes, remarks: Mapping[str, str]) -> None:
        self._notes = notes
        self._remarks = remarks
        self._numbers: dict[str, int] = {}
        self._waiting: list[str] = []
        self._paragraphs, self._tables = 0, 0

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Yield the blocks in order."""
        number = 0
        while number < len(tokens):
            end = _end(tokens, number)
            yield from self._notes.trail.follow(self._of(tokens[number : end + 1]))
            yield from self._notes.trail.follow(self._footnotes())
            number = end + 1

    def unmentioned(self) -> Iterator[str]:
        """Yield the footnotes to which nothing refers."""
        for name, text in self._remarks.items():
            if name not in self._numbers:
                yield text

    def _footnotes(self) -> Iterator[Paragraph]:
        """Yield the footnotes to which the last block refers."""
        waiting, self._waiting = self._waiting, []
        for name in waiting:
            text = self._notes.clean(self._remarks[name])
            yield Paragraph(text=f"［注{self._numbers[name]}］{text}")

    def _marked(self, found: re.Match[str]) -> str:
        """Return what stands in the place of a reference to a footnote."""
        name = found[1]
        if not self._remarks.get(name):
            return found[0]
        if name not in self._numbers:
            self._numbers[name] = len(self._numbers) + 1
            self._waiting.append(name)
        return f"［注{self._numbers[name]}］"

    def _of(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Yield the blocks of one element, from its begin to its end."""
        self._notes.trail.between()
        name = tokens[0].type.removesuffix("_open")
        if name == "heading":
            yield from self._heading(tokens)
        elif name in _LISTS:
            yield from self._list(tokens)
        elif name == "table":
            yield self._table(tokens)
        elif name == "blockquote":
            yield from self.blocks(tokens[1:-1])
        else:
            for line in paragraphs_of(self._said(tokens)):
                self._at(line)
                yield block_of(line)

    def _heading(self, tokens: Sequence[Token]) -> Iterator[Block]:
        text = " ".join(self._said(tokens).split("\n"))
        if text:
            self._at(text)
            level = min(int(tokens[0].tag[1:]), _DEEPEST)
            yield Heading(level=level, text=text)

    def _at(self, text: str) -> None:
        self._paragraphs += 1
        self._notes.trail.at(f"第 {self._paragraphs} 段", text)

    def _said(self, tokens: Sequence[Token]) -> str:
        """Return the text within tokens."""
        lines = (self._line(token) for token in tokens)
        return self._notes.clean("\n".join(line for line in lines if line))

    def _line(self, token: Token) -> str:
        if token.type != "inline":
            return token.content
        said = "".join(self._inlines(token.children or ()))
        return _REFERENCE.sub(self._marked, said)

    def _inlines(self, tokens: Sequence[Token]) -> Iterator[str]:
        """Yield the words of one line; what is struck out stays away and is said."""
        struck: list[str] | None = None
        for token in tokens:
            if token.type == "s_open":
                struck = []
            elif token.type == "s_close" and struck is not None:
                self._notes.lost("划掉的文字")
                self._notes.hidden("划掉的文字", "".join(struck))
                struck = None
            elif struck is not None:
                struck.append(token.content)
            else:
                yield self._inline(token)

    def _inline(self, token: Token) -> str:
        if token.type == "image":
            self._notes.lost("图片（Markdown 里只有图片的地址，请用文件导入）")
        elif token.type == "link_open":
            self._notes.simplified("链接只留文字")
        elif token.type in {"softbreak", "hardbreak"}:
            return "\n"
        return "" if token.type == "image" else token.content

    def _list(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Yield a list; one that begins at another number keeps its numbers."""
        if any(token.type.endswith("list_open") for token in tokens[1:]):
            self._notes.simplified("列表只留一层")
        first = tokens[0].attrGet("start")
        entries = tuple(self._entries(tokens))
        places = tuple(place for _, found in entries for place in found)
        texts = tuple(text for text, _ in entries)
        if first is not None:
            for number, (text, found) in enumerate(entries, start=int(first)):
                block = Paragraph(text=f"{number}. {text}")
                self._notes.trail.made(block, found)
                yield block
        elif texts:
            made = ListBlock(ordered=tokens[0].tag == "ol", entries=texts)
            self._notes.trail.made(made, places)
            yield made

    def _entries(
        self, tokens: Sequence[Token]
    ) -> Iterator[tuple[str, tuple[int, ...]]]:
        begun: list[Token] = []
        for token in tokens[1:]:
            if token.type == "list_item_open" or token is tokens[-1]:
                text = " ".join(self._said(begun).split("\n"))
                if text:
                    self._at(text)
                    yield text, self._notes.trail.here
                begun = []
            else:
                begun.append(token)

    def _table(self, tokens: Sequence[Token]) -> Table:
        rows: list[list[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._said((token,)))
        texts = tuple(map(tuple, rows))
        self._tables += 1
        shown = "\n".join(" ｜ ".join(row) for row in texts)
        self._notes.trail.at(f"第 {self._tables} 张表", shown)
        return table_of(Grid(texts=texts, spans={}, head_rows=min(1, len(texts) - 1)))


def _end(tokens: Sequence[Token], begin: int) -> int:
    """Return the place of the token that ends the element begun at a place."""
    depth = 0
    for number in range(begin, len(tokens)):
        depth += tokens[number].nesting
        if depth <= 0:
            return number
    return len(tokens) - 1
