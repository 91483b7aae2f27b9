"""What others are shown as a file's name, and what a file is by its first bytes."""

import pytest

from tickets.features.files import names, types


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\Carla\photo.jpg", "photo.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("two\nlines\x00.txt", "twolines.txt"),
        ("  Übersicht 2026 👨\u200d👩\u200d👧.pdf ", "Übersicht 2026 👨\u200d👩\u200d👧.pdf"),
        ("...", "file"),
        ("\u202e", "file"),
        ("\u200b", "file"),
        (" \u3164\u2800 ", "file"),
        ("\u3164.pdf", "\u3164.pdf"),
        (".htaccess", "htaccess"),
        ("a" * 300 + ".jpeg", "a" * 115 + ".jpeg"),
        ("a" * 300, "a" * 120),
    ],
)
def test_a_name_is_no_path_and_no_trick(name: str, shown: str) -> None:
    assert names.shown(name) == shown


@pytest.mark.parametrize(
    ("head", "type"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "image/heic"),
        (b"\x00\x00\x00\x20ftypmif1\x00\x00\x00\x00mif1avif", "image/avif"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x00\x00isom", "video/mp4"),
        (b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00", "audio/mp4"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7", "application/pdf"),
        (b"<svg xmlns=", types.UNKNOWN),
        (b"<!doctype html><script>", types.UNKNOWN),
        (b"", types.UNKNOWN),
    ],
)
def test_the_first_bytes_tell(head: bytes, type: str) -> None:
    assert types.told_by(head) == type
