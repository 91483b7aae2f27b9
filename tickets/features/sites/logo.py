"""A site's logo, made small and anew, to stand in its pages."""

import base64
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django.core.files import File

MOST: Final = 2 * 1024 * 1024  # bytes that are looked at
SIDES: Final = (240, 80)  # pixels: twice what is shown
PIXELS: Final = 20_000_000


def made(upload: "File[bytes]") -> str:
    """As a data: address of a WebP. Raises ValueError."""
    from PIL import Image  # here: forms are read in every process, and most of them meet no picture

    try:
        with Image.open(BytesIO(upload.read(MOST + 1)), formats=["PNG", "JPEG", "WEBP", "GIF"]) as picture:
            if picture.width * picture.height > PIXELS:
                raise ValueError("too many pixels")
            small = picture.convert("RGBA")
            small.thumbnail(SIDES)
            out = BytesIO()
            small.save(out, "WEBP", quality=90)
    except (OSError, SyntaxError) as error:
        raise ValueError("not a picture") from error
    return f"data:image/webp;base64,{base64.b64encode(out.getvalue()).decode()}"
