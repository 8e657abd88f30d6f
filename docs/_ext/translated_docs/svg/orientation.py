"""How cameras held a picture, which browsers turn back (https://www.w3.org/TR/css-images-3/#the-image-orientation)."""

import math
from base64 import b64decode
from io import BytesIO
from pathlib import Path

from lxml import etree
from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import Base

from translated_docs.svg.css_values import own_style
from translated_docs.svg.figure_document import SVG
from translated_docs.svg.lengths import length

LINK = "{http://www.w3.org/1999/xlink}href"
# By what Exif says: the matrix that turns a picture of the width w and the height h upright.
MATRICES = {
    2: "-1 0 0 1 {w} 0", 3: "-1 0 0 -1 {w} {h}", 4: "1 0 0 -1 0 {h}", 5: "0 1 1 0 0 0", 6: "0 1 -1 0 {h} 0", 7: "0 -1 -1 0 {h} {w}",
    8: "0 -1 1 0 0 {w}",
}  # fmt: skip
ON_ITS_SIDE = (5, 6, 7, 8)
TURNED = ("JPEG", "MPO", "PNG")  # by browsers; of WebP they do not look at it


def orientation(file: Path | BytesIO) -> tuple[str, int, tuple[int, int]] | None:
    """Return the format of a picture, how it was held, by Exif (1 is upright), and its size as it is stored; None for no such file."""
    try:
        with Image.open(file) as picture:
            noted = Image.Exif()
            noted.load(picture.info.get("exif", b""))  # not getexif, which looks where browsers do not
            held = noted.get(Base.Orientation, 1)
            return picture.format or "", held if held in MATRICES else 1, picture.size
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def turn_as_noted(image: etree._Element) -> None:
    """Turn a picture that an SVG holds as a browser does."""
    if own_style(image).get("image-orientation") == "none":
        return
    _head, comma, content = image.get("href", image.get(LINK, "")).partition(";base64,")
    try:
        found = orientation(BytesIO(b64decode(content))) if comma else None
    except ValueError:
        return
    if found is None or found[1] == 1 or found[0] not in TURNED:
        return
    _format, held, (width, height) = found
    upright = (height, width) if held in ON_ITS_SIDE else (width, height)
    of_place = ("x", "y", "width", "height", "preserveAspectRatio", "transform", "clip-path", "mask")
    place = {name: image.attrib.pop(name) for name in of_place if name in image.attrib}
    place |= sides(place.get("width"), place.get("height"), upright)
    box = image.makeelement(f"{{{SVG}}}svg", {**place, "viewBox": f"0 0 {upright[0]} {upright[1]}"})
    image.getparent().replace(image, box)
    box.tail, image.tail = image.tail, None
    turned = f"matrix({MATRICES[held].format(w=width, h=height)})"
    style = "; ".join(each for each in (image.get("style"), "image-orientation: none") if each)  # nobody is to turn it again
    image.attrib.update({"width": str(width), "height": str(height), "transform": turned, "style": style})
    box.append(image)


def sides(width: str | None, height: str | None, upright: tuple[int, int]) -> dict[str, str]:
    """Return the sides that a picture does not say, of its own size and shape."""
    if width and height:
        return {}
    try:
        known = length(width or height or "", math.nan)
    except ValueError:
        return {"width": str(upright[0]), "height": str(upright[1])}
    other = known * (upright[1] / upright[0] if width else upright[0] / upright[1])
    return {"height" if width else "width": f"{other:.6g}"}
