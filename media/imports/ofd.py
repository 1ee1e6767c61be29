"""Read OFD files, the national fixed format: their text and pictures (GB/T 33190).

Where a file holds more, the report says so and asks for a PDF: lines of tables,
drawings, annotations, signatures and seals. Nothing in it is run or fetched.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from media.imports.archive import Archive, open_archive
from media.imports.errors import Damaged, OfdHoldsMore, TooManyPages
from media.imports.notes import Notes
from media.imports.ofd_page import OfdPage, read_page
from media.imports.page_columns import parts_of
from media.imports.page_geometry import line_of, rows_of
from media.imports.page_prose import Prose, ReadPage, without_folios
from media.imports.pictures import PictureStore, Stored
from programme.blocks import Block, Figure, PageImageBlock

MOST_PAGES = 500
AS_PDF = "请另存为 PDF 再上传"
_ROOT = "OFD.xml"
_PROPERTIES = {
    "Author": "作者", "Creator": "制作软件", "Title": "标题", "Subject": "主题",
    "Abstract": "摘要", "Keyword": "关键词", "CustomData": "自定义项",
}  # fmt: skip
_EDGE_LINES = 4


def ofd_blocks(data: bytes, notes: Notes, store: PictureStore) -> tuple[Block, ...]:
    """Return the blocks of an OFD file.

    Raises:
        Damaged: It cannot be read.
        OfdHoldsMore: Nothing of it is text or a picture that can be read.
        ArchiveBomb: It unpacks to more than a document has.
        DoctypeFound: It declares a DOCTYPE.
        TooManyPages: It has too many pages.
        TooManyPixels: A picture is too large.
    """
    archive = open_archive(data)
    root = _parsed(archive, _ROOT)
    _note_properties(root, notes)
    pages: list[ReadPage] = []
    for body in _all(root, "DocBody"):
        if _texts(body, "Signatures"):
            notes.lost(f"电子签名和印章（要保留，{AS_PDF}）")
        for location in _texts(body, "DocRoot"):
            document = _Document(archive, _joined("", location), notes, store)
            pages += document.pages(room=MOST_PAGES - len(pages))
    kept, folios = without_folios(pages)
    if folios:
        notes.simplified(f"去掉了 {folios} 页的页码")
    blocks = tuple(Prose(kept, notes.trail).blocks())
    if not blocks:
        raise OfdHoldsMore
    notes.simplified("OFD 的字体和版面没有保留，只留文字和图片")
    return blocks


class _Document:
    """Be one document of the file while it is read."""

    def __init__(
        self, archive: Archive, path: str, notes: Notes, store: PictureStore
    ) -> None:
        self._archive = archive
        self._path = path
        self._notes = notes
        self._store = store
        self._root = _parsed(archive, path)
        self._pictures = dict(self._resources(self._root, path))
        if _holds(self._root, "Annotations"):
            notes.lost(f"注释（要保留，{AS_PDF}）")
        if _holds(self._root, "Attachments"):
            notes.lost("附在 OFD 里的文件")

    def pages(self, *, room: int) -> Iterator[ReadPage]:
        """Yield the pages in order.

        Raises:
            TooManyPages: There are more than there is room for.
        """
        templates = {
            one.get("ID", ""): _joined(self._path, one.get("BaseLoc", ""))
            for one in _all(self._root, "TemplatePage")
        }
        listed = [page for pages in _all(self._root, "Pages") for page in pages]
        if len(listed) > room:
            raise TooManyPages(found=len(listed), most=MOST_PAGES)
        for number, page in enumerate(listed, start=1):
            self._notes.trail.at(f"第 {number} 页")
            yield self._page(_joined(self._path, page.get("BaseLoc", "")), templates)

    def _page(self, path: str, templates: Mapping[str, str]) -> ReadPage:
        root = _parsed(self._archive, path)
        pictures = self._pictures | dict(self._resources(root, path))
        found = OfdPage()
        for template in _all(root, "Template"):
            below = templates.get(template.get("TemplateID", ""))
            if below is not None:
                found = read_page(_parsed(self._archive, below), found, self._notes)
        found = read_page(root, found, self._notes)
        self._note_more(found)
        rows = rows_of(found.pieces)
        lines = [line_of(row).text for row in rows]
        for line in (*lines[:_EDGE_LINES], *lines[-2:]):
            self._notes.margin(line)
        named = (pictures.get(name, "") for name in found.pictures)
        figures = [*self._figures(named, is_scan=not rows)]
        told = "\n".join((*lines, *("［图片］" for _ in figures)))
        place = self._notes.trail.here
        self._notes.trail.reads(told)
        return ReadPage(items=(*parts_of(rows), *figures), places=place)

    def _note_more(self, page: OfdPage) -> None:
        if page.lines:
            self._notes.lost(f"表格线和矢量图（表格会读成一行行文字；{AS_PDF}）")
        for what in page.more:
            self._notes.lost(f"{what}（{AS_PDF}）")

    def _figures(self, members: Iterable[str], *, is_scan: bool) -> Iterator[Block]:
        """Yield the pictures of a page; without text they are the page itself."""
        for member in members:
            stored = self._stored(member)
            if stored is None:
                continue
            ref, width, height = stored.ref, stored.width, stored.height
            if is_scan:
                self._notes.simplified("没有文字的页按图片收下，请补上文字")
                yield PageImageBlock(image=ref, width=width, height=height, words="")
            else:
                yield Figure(image=ref, width=width, height=height)

    def _stored(self, member: str) -> Stored | None:
        data = self._archive.read(member) if member else None
        if data is None:
            self._notes.lost(f"找不到的图片（{AS_PDF}）")
            return None
        try:
            return self._store.add_inside(data)
        except Damaged:
            self._notes.lost(f"打不开的图片（多半是 JBIG2 格式，{AS_PDF}）")
            return None

    def _resources(self, owner: Element, path: str) -> Iterator[tuple[str, str]]:
        """Yield the pictures that the resources of a document or page name."""
        for tag in ("PublicRes", "DocumentRes", "PageRes"):
            for location in _texts(owner, tag):
                own = _joined(path, location)
                root = _parsed(self._archive, own)
                base = posixpath.join(own, "..", root.get("BaseLoc", ""))
                for media in _all(root, "MultiMedia"):
                    for file in _texts(media, "MediaFile"):
                        member = posixpath.normpath(posixpath.join(base, file))
                        yield media.get("ID", ""), member.lstrip("/")


def _note_properties(root: Element, notes: Notes) -> None:
    for info in _all(root, "DocInfo"):
        for element in info.iter():
            label = _PROPERTIES.get(_tag(element))
            text = (element.text or "").strip()
            if label and text:
                notes.margin(text)
                notes.hidden(f"文件属性里的{label}", text)


def _parsed(archive: Archive, name: str) -> Element:
    data = archive.read(name)
    if data is None:
        raise Damaged(reason=f"缺少 {name[:60]}")
    try:
        root: Element = fromstring(data)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise Damaged(reason=f"{name[:60]} 读不懂") from error
    return root


def _joined(owner: str, location: str) -> str:
    """Return the member that a file of the archive names; it never leaves it."""
    if location.startswith("/"):
        return posixpath.normpath(location).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(owner), location))


def _all(root: Element, tag: str) -> Iterator[Element]:
    yield from (element for element in root.iter() if _tag(element) == tag)


def _holds(root: Element, tag: str) -> bool:
    return next(_all(root, tag), None) is not None


def _texts(root: Element, tag: str) -> list[str]:
    return [(one.text or "").strip() for one in _all(root, tag) if one.text]


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
