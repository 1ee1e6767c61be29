"""Put pictures, charts and shapes on the sheets of small Excel files."""

import io
from collections.abc import Callable, Mapping

from PIL import Image

from media.imports.result import Imported
from programme.blocks import Block, Figure, PageImageBlock
from tests.fakes.files import book_of, member, with_members

_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{_TYPE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
Span = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


def picture_xml(number: int, *, told: str = "", more: str = "", turn: str = "") -> str:
    """Return the picture of one relation.

    Args:
        number: Of the relation.
        told: More attributes of its name.
        more: What stands after its file: what is cut off.
        turn: How it is turned.
    """
    return (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{number}" name="图片" {told}/>'
        f'</xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId{number}"/>{more}'
        f"</xdr:blipFill><xdr:spPr><a:xfrm {turn}/></xdr:spPr></xdr:pic>"
    )


def anchored(span: Span, inner: str) -> str:
    """Return something that lies on cells."""
    top, left, bottom, right = span
    corners = "".join(
        f"<xdr:{name}><xdr:col>{column - 1}</xdr:col><xdr:row>{row - 1}</xdr:row>"
        f"</xdr:{name}>"
        for name, row, column in (("from", top, left), ("to", bottom, right))
    )
    return f"<xdr:twoCellAnchor>{corners}{inner}</xdr:twoCellAnchor>"


def with_drawing(
    data: bytes, *anchors: str, media: Mapping[str, bytes], outside: str = ""
) -> bytes:
    """Return an Excel file whose first sheet holds these.

    Args:
        data: The file without them.
        anchors: What lies on the sheet.
        media: Pictures by name; the relation of each is its place, from 1.
        outside: An address to which one more relation points.
    """
    sheet = member(data, "xl/worksheets/sheet1.xml").replace(
        b"</worksheet>",
        f'<drawing xmlns:r="{_TYPE}" r:id="rId1"/></worksheet>'.encode(),
    )
    links = [
        f'<Relationship Id="rId{number}" Type="{_TYPE}/image" '
        f'Target="../media/{name}"/>'
        for number, name in enumerate(media, start=1)
    ]
    if outside:
        links.append(
            f'<Relationship Id="rId{len(media) + 1}" Type="{_TYPE}/image" '
            f'Target="{outside}" TargetMode="External"/>'
        )
    drawing = f"<xdr:wsDr {_NAMES}>{''.join(anchors)}</xdr:wsDr>"
    return with_members(
        data,
        {
            "xl/worksheets/sheet1.xml": sheet,
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                f'<Relationship Id="rId1" Type="{_TYPE}/drawing" '
                'Target="/xl/drawings/drawing1.xml"/>'
            ),
            "xl/drawings/drawing1.xml": drawing.encode(),
            "xl/drawings/_rels/drawing1.xml.rels": relations(*links),
            **{f"xl/media/{name}": content for name, content in media.items()},
        },
    )


def relations(*links: str) -> bytes:
    """Return a member that holds relations."""
    return (
        f'<Relationships xmlns="{_RELATIONS}">{"".join(links)}</Relationships>'.encode()
    )


def with_wps_pictures(data: bytes, pictures: Mapping[str, bytes]) -> bytes:
    """Return an Excel file with the pictures that WPS keeps for cells, by name."""
    listed = "".join(
        f"<etc:cellImage>{picture_xml(n).replace('图片', name)}</etc:cellImage>"
        for n, name in enumerate(pictures, start=1)
    )
    space = 'xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
    links = (
        f'<Relationship Id="rId{n}" Type="{_TYPE}/image" Target="media/w{n}.png"/>'
        for n in range(1, len(pictures) + 1)
    )
    return with_members(
        data,
        {
            "xl/cellimages.xml": (
                f"<etc:cellImages {space} {_NAMES}>{listed}</etc:cellImages>".encode()
            ),
            "xl/_rels/cellimages.xml.rels": relations(*links),
            **{
                f"xl/media/w{n}.png": content
                for n, content in enumerate(pictures.values(), start=1)
            },
        },
    )


def with_excel_pictures(data: bytes, cells: Mapping[str, bytes]) -> bytes:
    """Return an Excel file with pictures in cells; old programs show errors."""
    sheet = member(data, "xl/worksheets/sheet1.xml").decode()
    for number, cell in enumerate(cells, start=1):
        begin = sheet.index(f'<c r="{cell}"')
        end = sheet.index("</c>", begin) + len("</c>")
        held = f'<c r="{cell}" t="e" vm="{number}"><v>#VALUE!</v></c>'
        sheet = sheet[:begin] + held + sheet[end:]
    count = len(cells)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rich = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
    marks = "".join(
        f'<bk><extLst><ext><x:rvb xmlns:x="{rich}" i="{n}"/></ext></extLst></bk>'
        for n in range(count)
    )
    values = "".join(f'<bk><rc t="1" v="{n}"/></bk>' for n in range(count))
    held_values = "".join(f'<rv s="0"><v>{n}</v><v>5</v></rv>' for n in range(count))
    named = "".join(f'<rel r:id="rId{n}"/>' for n in range(1, count + 1))
    links = (
        f'<Relationship Id="rId{n}" Type="{_TYPE}/image" Target="../media/e{n}.png"/>'
        for n in range(1, count + 1)
    )
    return with_members(
        data,
        {
            "xl/worksheets/sheet1.xml": sheet.encode(),
            "xl/metadata.xml": (
                f'<metadata xmlns="{main}"><futureMetadata name="XLRICHVALUE">{marks}'
                f"</futureMetadata><valueMetadata>{values}</valueMetadata></metadata>"
            ).encode(),
            "xl/richData/rdrichvalue.xml": (
                f'<rvData xmlns="{rich}">{held_values}</rvData>'.encode()
            ),
            "xl/richData/richValueRel.xml": (
                f'<rels xmlns="{rich}" xmlns:r="{_TYPE}">{named}</rels>'.encode()
            ),
            "xl/richData/_rels/richValueRel.xml.rels": relations(*links),
            **{
                f"xl/media/e{n}.png": content
                for n, content in enumerate(cells.values(), start=1)
            },
        },
    )


Importer = Callable[[bytes, str], Imported]
ROWS = (("项目", "金额"), ("道路", 10), ("桥", 20))
BOOK = book_of(*ROWS)


def png(colour: str, size: tuple[int, int] = (60, 40)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


MEDIA = {"a.png": png("red"), "b.png": png("lime"), "c.png": png("blue")}


def colours(imported: Imported) -> list[object]:
    return [
        shown(imported, block).getpixel((5, 5))
        for block in imported.blocks
        if isinstance(block, Figure | PageImageBlock)
    ]


def shown(imported: Imported, block: Block) -> Image.Image:
    assert isinstance(block, Figure | PageImageBlock)
    return Image.open(io.BytesIO(imported.images[block.image.sha256]))


RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
