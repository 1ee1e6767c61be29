"""Say what a picture tells beside its pixels: where, when and by whom it was taken."""

from collections.abc import Iterator

from PIL import Image
from PIL.ExifTags import GPSTAGS, IFD, TAGS

from media.imports.notes import Notes

_TOLD = {
    "ImageDescription": "图片里的说明",
    "DocumentName": "图片里的标题",
    "Artist": "图片里的作者",
    "Copyright": "图片里的版权",
    "XPComment": "图片里的备注",
    "XPAuthor": "图片里的作者",
    "XPTitle": "图片里的标题",
    "XPSubject": "图片里的主题",
    "XPKeywords": "图片里的关键词",
    "UserComment": "图片里的备注",
    "CameraOwnerName": "图片里的相机主人",
    "BodySerialNumber": "图片里的相机编号",
    "Make": "图片里的相机",
    "Model": "图片里的相机",
    "DateTimeOriginal": "图片里的拍摄时间",
}
_MOST = 400
_OF_FORM = frozenset(
    (*range(254, 269), *range(273, 305), *range(317, 348), *range(512, 533), 34675)
)
"""Tags by which a TIFF says how its own pixels lie: size, packing, colours."""


def note_picture_extras(picture: Image.Image, notes: Notes) -> None:
    """Note what a picture's metadata tells; none of it is published."""
    form = _OF_FORM if picture.format == "TIFF" else frozenset[int]()
    if any(tag not in form for tag in picture.getexif()):
        notes.lost("图片里的拍摄信息（时间、地点等）")
    for where, text in _told(picture):
        notes.margin(text)
        notes.hidden(where, text)


def _told(picture: Image.Image) -> Iterator[tuple[str, str]]:
    exif = picture.getexif()
    for tag, value in (*exif.items(), *exif.get_ifd(IFD.Exif).items()):
        where = _TOLD.get(TAGS.get(tag, ""))
        if where:
            yield where, _text(value, wide=TAGS.get(tag, "").startswith("XP"))
    places = exif.get_ifd(IFD.GPSInfo)
    if places:
        named = {GPSTAGS.get(tag, ""): value for tag, value in places.items()}
        yield "图片里的拍摄地点", _place(named)
    for name, value in picture.info.items():
        if name == "comment" or (isinstance(value, str) and name != "compression"):
            yield "图片里附带的文字", _text(value, wide=False)


def _place(named: dict[str, object]) -> str:
    parts = [named.get("GPSLatitude"), named.get("GPSLongitude")]
    told = " ".join(str(part) for part in parts if part is not None)
    return told or "有定位信息"


def _text(value: object, *, wide: bool) -> str:
    if isinstance(value, bytes):
        data = value.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0")
        encoding = "utf-16-le" if wide else "utf-8"
        return data.decode(encoding, "replace").strip("\0 ")[:_MOST]
    return str(value).strip("\0 ")[:_MOST]
