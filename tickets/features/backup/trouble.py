"""What keeps a backup from being taken or restored, told in one line."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import Error

from tickets.features.backup.archive import Unusable


@contextmanager
def in_one_line(what: str) -> Iterator[None]:
    try:
        yield
    except Unusable as why:
        raise CommandError(str(why)) from None
    except OSError as error:
        raise CommandError(f"{what}: {error.strerror or error}") from None
    except Error as error:
        raise CommandError(f"{what}: {str(error).strip().partition(chr(10))[0]}") from None
