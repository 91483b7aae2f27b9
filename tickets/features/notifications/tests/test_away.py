"""The page that the desk's worker has with it for when the desk can't be reached."""

import base64
import hashlib
import json
import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tickets.features.notifications import away


@pytest.fixture
def worker() -> Any:
    return Client().get("/agent/push.js")


def test_it_comes_with_the_desk_s_worker_in_each_of_its_languages(worker: Any) -> None:
    assert worker["Cache-Control"] == "no-cache"
    found = re.match(r"globalThis\.away = (.*);\n", worker.content.decode())
    assert found
    page = json.loads(found[1])["page"]
    assert re.findall(r'<main class="notice" lang="(\w+)"', page) == ["en", "de"]
    assert "be reached" in page
    assert "nicht erreichbar" in page


def test_a_worker_that_is_the_same_isnt_sent_again(worker: Any) -> None:
    again = Client().get("/agent/push.js", headers={"if-none-match": worker["ETag"]})
    assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")


def test_it_needs_nothing_else_and_its_policy_lets_in_nothing_else() -> None:
    told = away.page()
    page, policy = told["page"], told["headers"]["Content-Security-Policy"]
    assert not re.search(r"\b(src|href|style|on\w+)=|url\(|@import", page)
    for tag in ("style", "script"):
        [text] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_it_may_be_read_from_the_right(settings: Settings) -> None:
    settings.DESK_LANGUAGES = ["en", "ar"]
    page = away.page.__wrapped__()["page"]
    assert re.findall(r'lang="(\w+)" dir="(\w+)"', page) == [("en", "ltr"), ("ar", "rtl")]
