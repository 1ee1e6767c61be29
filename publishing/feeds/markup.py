"""Build pages of elements and write them as HTML; text stays text (B14).

There is no template: a page is a tree, every text and attribute is escaped when it is
written, and nothing that people or files provide can become an element. There is no
element for scripts or styles here.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Final
from xml.etree.ElementTree import Element

_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff]"
)
"""Signs that no page and no feed may hold; steering signs could turn a line around."""
_REFUSED = frozenset({"script", "style", "iframe", "object", "embed", "base", "form"})
_VOID = frozenset({"img", "link", "meta"})


def el(tag: str, *parts: Element | str | None, **attributes: str | None) -> Element:
    """Return an element with its parts; `class_` is written as `class`.

    Args:
        tag: Its name.
        parts: Elements and texts in order; None is left out.
        attributes: None is left out; `_` is written as `-`.

    Raises:
        ValueError: It is an element that would run or load something.
    """
    if tag in _REFUSED:
        msg = f"a public page has no {tag}"
        raise ValueError(msg)
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), clean(value))
    for part in parts:
        if isinstance(part, str):
            _put_text(made, clean(part))
        elif part is not None:
            made.append(part)
    return made


def clean(text: str) -> str:
    """Return text without signs that no page may hold."""
    return _FORBIDDEN.sub("", text)


def to_html(root: Element) -> bytes:
    """Return a page's bytes; the same page gives the same bytes."""
    return f"<!doctype html>\n{''.join(_written(root))}\n".encode()


def _written(made: Element) -> Iterator[str]:
    """Yield a tree's markup; unlike the library's own it escapes `<` everywhere."""
    named = "".join(f' {name}="{escape(told)}"' for name, told in made.attrib.items())
    yield f"<{made.tag}{named}>"
    if made.tag not in _VOID:
        yield escape(made.text or "")
        for part in made:
            yield from _written(part)
            yield escape(part.tail or "")
        yield f"</{made.tag}>"


def _put_text(made: Element, text: str) -> None:
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text
