"""A picture made anew: turned the right way up, without a word of where and with what it was taken.

A program of its own (`re_encoding`), without Django, that may take so much memory and time:
python pictures.py PICTURE TYPE FOLDER writes FOLDER/original and FOLDER/thumbnail and says as JSON
what they are.
"""

import errno
import io
import json
import resource
import sys
import warnings
from pathlib import Path
from typing import Any, Final

FORMATS: Final = {  # by type: what Pillow may take it for
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/gif": ("GIF",),
    "image/webp": ("WEBP",),
    "image/heic": ("HEIF",),
    "image/avif": ("AVIF",),
}
KEPT: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
THUMBNAIL: Final = 640  # pixels, the longer side
PIXELS: Final = 64_000_000
PIXELS_OF_ALL_FRAMES: Final = 400_000_000
PIXELS_THAT_MOVE: Final = 60_000_000  # in a thumbnail; one of more stands still
MEMORY: Final = 1_500 * 1024 * 1024  # bytes of addresses
SECONDS: Final = 40  # of a processor
SECONDS_MORE: Final = 5  # until it is killed: where both are one, Linux kills at once, as anybody may
JPEG: Final = {"quality": 88, "progressive": True}
WEBP: Final = {"quality": 82, "method": 4}
OF_PICTURES: Final = {None, errno.EINVAL, errno.EOVERFLOW}  # Pillow's own, and places outside of a file
TRY_AGAIN: Final = 75  # how it ends when the disk, or whatever else isn't the picture, is at fault


def main(source: str, type: str, folder: str) -> dict[str, Any]:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    if type == "image/heic":
        from pi_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    try:
        with Image.open(source, formats=FORMATS[type]) as image:
            return made(image, type, Path(folder))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return {"refused": "too_many_pixels"}
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, OSError) and error.errno not in OF_PICTURES:
            sys.stderr.write(str(error))
            sys.exit(TRY_AGAIN)
        return {"refused": "unreadable"}


def made(image: Any, type: str, folder: Path) -> dict[str, Any]:
    frames = getattr(image, "n_frames", 1) if KEPT.get(type, "JPEG") != "JPEG" else 1
    if image.width * image.height * frames > PIXELS_OF_ALL_FRAMES:
        return {"refused": "too_many_pixels"}
    moving = moves(image, type, folder) if frames > 1 else None
    return moving or stands(image, type, folder)


def stands(image: Any, type: str, folder: Path) -> dict[str, Any]:
    upright = plain(image)
    kept = KEPT.get(type, "JPEG")
    if kept == "JPEG":
        upright = on_white(upright)
    upright.save(folder / "original", kept, **(JPEG if kept == "JPEG" else WEBP if kept == "WEBP" else {}))
    scaled(upright).save(folder / "thumbnail", "WEBP", **WEBP)
    return said(upright, type)


def moves(image: Any, type: str, folder: Path) -> dict[str, Any]:
    """Frame by frame: one that is scaled as a whole shows pieces of others."""
    save_moving(image, folder / "original", KEPT[type])
    durations: list[float] = []
    small: list[Any] = []
    for number in range(image.n_frames):
        image.seek(number)
        if not small or len(small) * small[0].width * small[0].height < PIXELS_THAT_MOVE:
            small.append(scaled(bare(image.convert("RGBA"))))
            durations.append(image.info.get("duration") or 100)
    if len(small) < image.n_frames:
        small, durations = small[:1], durations[:1]
    first, *others = small
    loop = {"duration": durations, "loop": 0} if others else {}
    first.save(folder / "thumbnail", "WEBP", save_all=True, append_images=others, **loop, **WEBP)
    return said(image, type)


def save_moving(image: Any, path: Path, kept: str) -> None:
    """Pillow takes a comment and a profile from the picture unless it is told others."""
    durations = []
    for number in range(image.n_frames):
        image.seek(number)
        durations.append(image.info.get("duration") or 100)
    image.seek(0)
    more: dict[str, Any] = {"duration": durations, "loop": image.info.get("loop", 0)}
    more |= {"exif": b"", "icc_profile": None}
    if kept == "GIF":
        more["comment"] = b""
    image.save(path, kept, save_all=True, **more, **(WEBP if kept == "WEBP" else {}))


def plain(image: Any) -> Any:
    """Upright, in the colours of a screen, eight bits each, and nothing else."""
    from PIL import ImageOps

    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # sixteen bits of grey: a plain conversion would be white
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif profile := image.info.get("icc_profile"):
        image = of_screens(image, profile)
    if image.mode in ("RGB", "L", "RGBA"):
        return bare(image)
    see_through = image.mode in ("LA", "PA", "RGBa", "La") or "transparency" in image.info
    return bare(image.convert("RGBA" if see_through else "RGB"))


def of_screens(image: Any, profile: bytes) -> Any:
    """In sRGB, which is what a picture without a profile is taken for."""
    from PIL import ImageCms

    if image.mode not in ("RGB", "CMYK", "L", "RGBA"):
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, srgb, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def bare(image: Any) -> Any:
    """Without comments, profiles and whatever else a file may have said."""
    image.info = {name: value for name, value in image.info.items() if name == "transparency"}
    return image


def on_white(image: Any) -> Any:
    from PIL import Image

    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def scaled(image: Any) -> Any:
    small = image.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL), reducing_gap=2.0)
    return small


def said(image: Any, type: str) -> dict[str, Any]:
    converted = type not in KEPT
    return {
        "type": "image/jpeg" if converted else type,
        "ending": ".jpg" if converted else "",
        "width": image.width,
        "height": image.height,
    }


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + SECONDS_MORE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit()
    json.dump(main(*sys.argv[1:]), sys.stdout)
