"""The desk's secret keys in its archive, sealed by a passphrase (BACKUP_PASSPHRASE): who has the archive
alone can't read them.

A restored desk has them as former keys, so what they sealed and signed is good; its own key stays.
"""

import hashlib
import os
from base64 import urlsafe_b64encode
from typing import Any, Final

from django.conf import settings

from tickets.features.backup.archive import Reader, Unusable, Writer

MEMBER: Final = "secret-keys.sealed"
SALT: Final = 16  # bytes
HARD: Final = {"n": 2**15, "r": 8, "p": 1, "maxmem": 2**26}  # a tenth of a second, and 32 MiB, for each guess


def put(writer: Writer) -> None:
    """Without a passphrase there are none in it."""
    if not settings.BACKUP_PASSPHRASE:
        return
    salt = os.urandom(SALT)
    keys = "\n".join((settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)))
    with writer.member(MEMBER, packed=False) as out:
        out.write(salt + _by(settings.BACKUP_PASSPHRASE, salt).encrypt(keys.encode()))


def in_it(reader: Reader) -> bool:
    return MEMBER in reader.members


def of(reader: Reader) -> list[str]:
    """Those that this place doesn't know. Raises Unusable: by another passphrase, or nowhere to keep them."""
    from cryptography.fernet import InvalidToken

    if not in_it(reader) or not settings.BACKUP_PASSPHRASE:
        return []
    with reader.member(MEMBER) as member:
        sealed = b"".join(member.pieces())
    try:
        opened: bytes = _by(settings.BACKUP_PASSPHRASE, sealed[:SALT]).decrypt(sealed[SALT:])
    except InvalidToken:
        raise Unusable("BACKUP_PASSPHRASE is another one than when the backup was taken.") from None
    known = {settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)}
    new = [key for key in opened.decode().split() if key not in known]
    if new and not os.access(settings.DATA_DIR, os.W_OK):
        raise Unusable(f"The backup's secret key goes into {settings.DATA_DIR}, which can't be written.")
    return new


def keep(keys: list[str]) -> None:
    """Beside the key of this place, where `SECRET_KEY` isn't a variable (support_site.settings)."""
    if not keys:
        return
    path = settings.DATA_DIR / "secret_key.old"
    former = path.read_text().split() if path.exists() else []
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write("\n".join((*former, *keys)))
        file.flush()
        os.fsync(file.fileno())


def are_read() -> bool:
    """Whether this place knows its own key by DATA_DIR, and so the former ones there: not by a variable."""
    path = settings.DATA_DIR / "secret_key"
    return path.exists() and path.read_text().strip() == settings.SECRET_KEY


def _by(passphrase: str, salt: bytes) -> Any:
    from cryptography.fernet import Fernet

    return Fernet(urlsafe_b64encode(hashlib.scrypt(passphrase.encode(), salt=salt, dklen=32, **HARD)))
