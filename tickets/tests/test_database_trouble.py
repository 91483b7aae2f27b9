"""What the database's own codes mean, in words for whoever runs the desk."""

import sqlite3
from typing import Any

import pytest
from django.db import OperationalError

from tickets import database_trouble as trouble


def error(**code: Any) -> OperationalError:
    failed = OperationalError("whatever the library says")
    failed.__cause__ = type("Cause", (Exception,), code)()
    return failed


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ({"sqlite_errorcode": sqlite3.SQLITE_FULL}, trouble.FULL),
        ({"sqlite_errorcode": sqlite3.SQLITE_IOERR_WRITE}, trouble.FAILING),
        ({"sqlite_errorcode": sqlite3.SQLITE_READONLY_DBMOVED}, trouble.READ_ONLY),
        ({"sqlite_errorcode": sqlite3.SQLITE_CORRUPT}, trouble.DAMAGED),
        ({"sqlite_errorcode": sqlite3.SQLITE_BUSY_SNAPSHOT}, trouble.BY_SQLITE[sqlite3.SQLITE_BUSY]),
        ({"sqlite_errorcode": sqlite3.SQLITE_CANTOPEN}, trouble.AWAY),
        ({"sqlstate": "53100"}, trouble.FULL),
        ({"sqlstate": "25006"}, trouble.READ_ONLY),
        ({"sqlstate": "57P01"}, trouble.AWAY),
        ({}, trouble.AWAY),
    ],
)
def test_a_code_has_its_words(code: dict[str, Any], words: str) -> None:
    assert trouble.words(error(**code)) == words


@pytest.mark.parametrize("words", [trouble.FULL, trouble.FAILING])
def test_who_sends_is_told_that_the_disk_is_full(words: str) -> None:
    assert "disk is full" in trouble.to_who_sends(words)
    assert trouble.to_who_sends(trouble.READ_ONLY) == "Nothing can be stored right now."
