"""What a file is, by its first bytes. Pure.

It decides what is made a picture of and what an icon says, not what is safe: nothing that we
did not make ourselves is ever shown on our origin.
"""

from typing import Final

UNKNOWN: Final = "application/octet-stream"
HEAD: Final = 64  # bytes that tell
_AT_4: Final = b"ftyp"  # ISO media: the brand that follows says which

_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
)
_RIFF: Final = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_BRANDS: Final = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}


def told_by(head: bytes) -> str:
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == _AT_4:
        return _brand(head)
    return next((type for beginning, type in _BEGINNINGS if head.startswith(beginning)), UNKNOWN)


def _brand(head: bytes) -> str:
    """The first says mostly "an image"; those that it is compatible with say whose."""
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(len(head), HEAD) - 3, 4))]
    if brands[0] in (b"mif1", b"msf1") and {b"avif", b"avis"} & set(brands):
        return "image/avif"
    return _BRANDS.get(brands[0], "video/mp4")
