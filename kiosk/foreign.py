"""Mark Chinese passages on pages in another language (WCAG 3.1.2); it translates none.

Guides and disclosures stay Chinese (LOOK 7). A voice or a braille display that reads
the page must know which words are. It works on the finished page, so that no template
can forget it. Words in attributes cannot be marked.
"""

import re
from collections.abc import Iterator

MARK = "zh-CN"
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_SIGNS = r"〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN = re.compile(
    # A number with which a text begins (2026 年) belongs to it, and a letter before a
    # character (B 区): set from right to left they would change sides.
    rf"(?:\A(?P<blank>\s*)[0-9][0-9.,—-]*\s?|(?<!\w)[A-Z]\s?)?"
    # From the first Chinese character to the last one of a run; what stands between,
    # such as a number or a comma, belongs to it, a letter of another script does not.
    rf"[{_SIGNS}](?:(?:[{_SIGNS}]|[^\w<>]|[0-9])*[{_SIGNS}])?"
    r"[。！？；：，、）》”’]*"
    # So does the number with which a text ends, after a colon: a telephone.
    r"(?:(?<=：)[0-9][0-9-]*(?=\s*\Z))?"
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"}
)
_UNTOUCHED = frozenset({"title", "script", "style", "svg", "textarea", "option"})
"""Elements that hold no elements of HTML, or none that a voice reads."""


def with_marked_chinese(html: str, language: str) -> str:
    """Return a page whose Chinese passages say that they are Chinese.

    Args:
        html: A page or a part of one, as a template wrote it.
        language: The page's language; a Chinese page stays as it is.
    """
    if language.startswith("zh"):
        return html
    return "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    """Yield the page's tags as they are and its texts with their passages marked."""
    inside: list[tuple[str, bool]] = []
    for piece in _TAG.split(html):
        if not piece.startswith("<"):
            closed = any(shut for _, shut in inside)
            yield piece if closed else _HAN.sub(_marked, piece)
            continue
        yield piece
        _step(inside, piece)


def _step(inside: list[tuple[str, bool]], tag: str) -> None:
    """Keep in mind which elements are open, and which of them need no mark."""
    found = _NAME.match(tag)
    if found is None or tag.endswith("/>"):
        return
    name = found[1].lower()
    if tag.startswith("</"):
        while inside and inside.pop()[0] != name:
            pass
    elif name not in _VOID:
        says = name != "html" and re.search(r"\slang=", tag) is not None
        inside.append((name, says or name in _UNTOUCHED))


def _marked(found: re.Match[str]) -> str:
    blank = found["blank"] or ""
    return f'{blank}<span lang="{MARK}">{found[0][len(blank) :]}</span>'
