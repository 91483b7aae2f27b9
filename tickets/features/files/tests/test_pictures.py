"""What a picture is after it was made anew: read from the stored bytes."""

import io
import resource
import struct
import zlib
from pathlib import Path
from typing import Any, Final

import pytest
from PIL import Image, ImageCms

from tickets.features.files import pictures, re_encoding
from tickets.features.files.pictures import THUMBNAIL

HEIC: Final = Path(__file__).parent / "with_exif.heic"
SECRETS: Final = (b"Exif", b"GPS", b"SecretCam", b"xmpmeta", b"secret comment")


def camera_s_words() -> Any:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "SecretCam"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    return exif


XMP: Final = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>somewhere</x:xmpmeta>"


def saved(folder: Path, image: Image.Image, kind: str, **more: Any) -> Path:
    path = folder / f"given.{kind}"
    image.save(path, kind, **more)
    return path


def anew(path: Path, type: str, folder: Path) -> re_encoding.Picture:
    made = re_encoding.made_anew(path, type, folder)
    assert made
    for variant in (made.original, made.thumbnail):
        for secret in SECRETS:
            assert secret not in variant.read_bytes(), (secret, variant)
    with Image.open(made.thumbnail) as small:
        assert small.format == "WEBP"
        assert max(small.size) <= THUMBNAIL
        assert small.width * made.height == pytest.approx(small.height * made.width, rel=0.02)
    with Image.open(made.original) as original:
        assert original.size == (made.width, made.height)
    return made


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_camera_s_words_are_gone_and_it_stands_upright(kind: str, tmp_path: Path) -> None:
    image = Image.new("RGB", (1200, 800), "white")
    image.paste("red", (0, 0, 100, 100))
    exif = camera_s_words()
    given = saved(tmp_path, image, kind, exif=exif, **({"xmp": XMP} if kind != "PNG" else {}))
    assert b"SecretCam" in given.read_bytes()
    made = anew(given, f"image/{kind.lower()}", tmp_path)
    assert (made.width, made.height, made.ending) == (800, 1200, "")
    with Image.open(made.original) as upright:
        assert upright.format == kind
        red, green, _ = upright.convert("RGB").getpixel((790, 10))  # type: ignore[misc]
        assert red > 200 > 60 > green


def test_a_comment_is_gone(tmp_path: Path) -> None:
    image = Image.new("RGB", (10, 10))
    anew(saved(tmp_path, image, "JPEG", comment=b"secret comment"), "image/jpeg", tmp_path)
    anew(saved(tmp_path, image.convert("P"), "GIF", comment=b"secret comment"), "image/gif", tmp_path)


def test_heic_becomes_jpeg(tmp_path: Path) -> None:
    assert b"Exif" in HEIC.read_bytes()
    made = anew(HEIC, "image/heic", tmp_path)
    assert (made.type, made.ending) == ("image/jpeg", ".jpg")
    with Image.open(made.original) as original:
        assert original.format == "JPEG"


def test_avif_becomes_jpeg_on_white(tmp_path: Path) -> None:
    given = saved(tmp_path, Image.new("RGBA", (64, 64), (0, 0, 0, 0)), "AVIF")
    made = anew(given, "image/avif", tmp_path)
    with Image.open(made.original) as original:
        assert original.getpixel((5, 5)) == (255, 255, 255)


def test_cmyk_keeps_its_colours(tmp_path: Path) -> None:
    given = saved(tmp_path, Image.new("CMYK", (64, 64), (0, 255, 255, 0)), "JPEG")
    made = anew(given, "image/jpeg", tmp_path)
    for variant in (made.original, made.thumbnail):
        with Image.open(variant) as image:
            red, green, blue = image.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
            assert red > 200 > 80 > max(green, blue)


def test_sixteen_bits_of_grey_are_no_white(tmp_path: Path) -> None:
    grey = Image.new("I;16", (64, 64), 0x4000)
    made = anew(saved(tmp_path, grey, "PNG"), "image/png", tmp_path)
    for variant in (made.original, made.thumbnail):
        with Image.open(variant) as image:
            assert image.convert("L").getpixel((5, 5)) == pytest.approx(0x40, abs=3)


def test_what_is_see_through_stays_so(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    for mode in ("RGBA", "P"):
        made = anew(saved(tmp_path, clear.convert(mode), "PNG"), "image/png", tmp_path)
        with Image.open(made.thumbnail) as image:
            assert image.convert("RGBA").getchannel("A").getpixel((5, 5)) == 0


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_animation_moves_frame_by_frame(kind: str, tmp_path: Path) -> None:
    colours = ("red", "lime", "blue")
    frames = [Image.new("RGB", (900, 300), "white") for _ in colours]
    for at, (frame, colour) in enumerate(zip(frames, colours, strict=True)):
        frame.paste(colour, (at * 300, 0, at * 300 + 300, 300))  # so that what is left of others shows
    first, *others = frames
    given = saved(
        tmp_path, first, kind, save_all=True, append_images=others, duration=[100, 200, 300], loop=0
    )
    made = anew(given, f"image/{kind.lower()}", tmp_path)
    for variant in (made.original, made.thumbnail):
        with Image.open(variant) as image:
            assert getattr(image, "n_frames", 1) == 3, variant
            for at in range(3):
                image.seek(at)
                shown = image.convert("RGB")
                for place in range(3):
                    pixel: Any = shown.getpixel((shown.width * (2 * place + 1) // 6, shown.height // 2))
                    assert (min(pixel) > 200) == (place != at), (variant, at, place, pixel)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_keeps_no_profile_either(kind: str, tmp_path: Path) -> None:
    """It may say by which device and program it was made."""
    first, other = (Image.new("RGB", (30, 20), colour) for colour in ("red", "lime"))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    given = saved(tmp_path, first, kind, save_all=True, append_images=[other], icc_profile=profile)
    assert b"ICCP" in given.read_bytes().upper(), "the premise"
    made = anew(given, f"image/{kind.lower()}", tmp_path)
    assert b"ICCP" not in made.original.read_bytes().upper()
    assert b"ICCP" not in made.thumbnail.read_bytes().upper()


def bomb() -> bytes:
    """30,000 by 30,000 pixels in some KB."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))

    head = struct.pack("!IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 2_000_000))


@pytest.mark.parametrize(
    ("data", "type", "reason"),
    [
        (bomb(), "image/png", "too_many_pixels"),
        (b"\xff\xd8\xff\xe0 no picture at all", "image/jpeg", "unreadable"),
        (HEIC.read_bytes()[:2_000], "image/heic", "unreadable"),
        (b"GIF89a", "image/gif", "unreadable"),
    ],
)
def test_what_can_t_be_made_anew_is_refused(data: bytes, type: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "given"
    path.write_bytes(data)
    with pytest.raises(re_encoding.NoPicture, match=reason):
        re_encoding.made_anew(path, type, tmp_path)


def test_a_picture_cut_short_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.effect_noise((300, 300), 80).save(buffer, "JPEG")
    path = tmp_path / "given"
    path.write_bytes(buffer.getvalue()[:-3_000])
    with pytest.raises(re_encoding.NoPicture, match="unreadable"):
        re_encoding.made_anew(path, "image/jpeg", tmp_path)


def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """In the place of the one that makes pictures."""
    script = tmp_path / "child.py"
    script.write_text(program)
    monkeypatch.setattr(pictures, "__file__", str(script))


# Also where whoever runs the tests ignores it, as `nohup` does SIGHUP.
KILL: Final = """
import os, signal
if signal.{0} != signal.SIGKILL:
    signal.signal(signal.{0}, signal.SIG_DFL)
os.kill(os.getpid(), signal.{0})
"""


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"])
def test_a_child_that_somebody_ended_is_no_picture_s_fault(
    signal: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever restarts the desk ends it as well."""
    child(tmp_path, monkeypatch, KILL.format(signal))
    with pytest.raises(RuntimeError, match="ended with -"):
        re_encoding.made_anew(HEIC, "image/heic", tmp_path)


@pytest.mark.parametrize(
    ("signal", "reason"),
    [
        ("SIGSEGV", "unreadable"),
        ("SIGABRT", "unreadable"),
        ("SIGFPE", "unreadable"),
        ("SIGXCPU", "too_many_pixels"),
    ],
)
def test_a_picture_that_ends_its_child_is_refused(
    signal: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child(tmp_path, monkeypatch, KILL.format(signal))
    with pytest.raises(re_encoding.NoPicture, match=reason):
        re_encoding.made_anew(HEIC, "image/heic", tmp_path)


def test_a_picture_that_takes_too_long_is_told_so_before_it_is_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At the harder of two limits Linux sends what nobody tells from other kills."""
    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    pictures.limit()
    told, killed = limits[resource.RLIMIT_CPU]
    assert told < killed


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_disk_that_is_full_is_no_picture_s_fault(kind: str, tmp_path: Path) -> None:
    given = saved(tmp_path, Image.new("RGB", (300, 300), "teal"), kind)
    (tmp_path / "original").symlink_to("/dev/full")
    with pytest.raises(RuntimeError, match="No space left"):
        re_encoding.made_anew(given, f"image/{kind.lower()}", tmp_path)


def test_the_largest_picture_fits_into_the_child(tmp_path: Path) -> None:
    given = saved(tmp_path, Image.new("RGB", (8_160, 6_120), "teal"), "JPEG", exif=camera_s_words())
    made = anew(given, "image/jpeg", tmp_path)
    assert (made.width, made.height) == (6_120, 8_160)


def test_no_picture_is_left_alone(tmp_path: Path) -> None:
    assert re_encoding.made_anew(HEIC, "application/pdf", tmp_path) is None
