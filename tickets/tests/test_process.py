"""What a tick sets off in a web process."""

from typing import Any
from unittest.mock import MagicMock

import pytest
from django.db import connection

from tickets.process import Process


def test_each_beat_looks_whether_the_databases_file_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Any] = []
    monkeypatch.setattr("tickets.process.file.look", looked.append)
    process = Process.__new__(Process)
    process.duty = process.presence = process.repair = MagicMock()
    process._on_tick(MagicMock())
    assert looked == [connection]
