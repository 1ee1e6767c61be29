"""Make small OFD files of given objects on given pages."""

import io
import zipfile
from collections.abc import Mapping, Sequence

NAMESPACE = "http://www.ofdspec.org/2016"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def text_object(
    left: float, top: float, words: str, *, size: float = 5, more: str = ""
) -> str:
    """Return words whose letters' feet stand `size` below a place, in millimetres."""
    return (
        f'<ofd:TextObject ID="9" Boundary="{left} {top} 150 {size}" Font="1" '
        f'Size="{size}" {more}><ofd:TextCode X="0" Y="{size}">{words}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def ofd_of(
    *pages: Sequence[str],
    info: str = "",
    body: str = "",
    document: str = "",
    media: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return an OFD file.

    Args:
        pages: The objects of each page as XML.
        info: What its properties say.
        body: More of its first member.
        document: More of its document.
        media: Pictures by name; the resource of each is its place, from 1.
    """
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
        for n in range(len(pages))
    )
    held = "".join(
        f'<ofd:MultiMedia ID="{n}" Type="Image"><ofd:MediaFile>{name}'
        "</ofd:MediaFile></ofd:MultiMedia>"
        for n, name in enumerate(media or {}, start=1)
    )
    members = {
        "OFD.xml": _xml(
            "OFD",
            f"<ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo>"
            f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody>",
        ),
        "Doc_0/Document.xml": _xml(
            "Document",
            "<ofd:CommonData><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
            f"</ofd:CommonData>{document}<ofd:Pages>{listed}</ofd:Pages>",
        ),
        "Doc_0/DocumentRes.xml": _xml(
            "Res", f"<ofd:MultiMedias>{held}</ofd:MultiMedias>", ' BaseLoc="Res"'
        ),
    }
    for number, objects in enumerate(pages):
        content = (
            f"<ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content>"
        )
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = _xml("Page", content)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
        for name, data in (media or {}).items():
            archive.writestr(f"Doc_0/Res/{name}", data)
    return file.getvalue()


def _xml(tag: str, inner: str, told: str = "") -> str:
    return f'{_HEAD}<ofd:{tag} xmlns:ofd="{NAMESPACE}"{told}>{inner}</ofd:{tag}>'
