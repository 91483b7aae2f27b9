"""Pages that are the same for everybody, as they are sent."""

import gzip

import brotli  # type: ignore[import-untyped]
import pytest
from django.test import Client

from tickets import same_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]


def sent(client: Client, path: str, accepts: str) -> tuple[str, bytes]:
    answer = client.get(path, headers={"Accept-Encoding": accepts})
    assert "Accept-Encoding" in answer["Vary"]
    return answer.get("Content-Encoding", ""), answer.content


@pytest.mark.parametrize("path", ["/", "/t/abc/"])
def test_each_is_sent_as_its_browser_takes_it(client: Client, path: str) -> None:
    coding, whole = sent(client, path, "")
    assert coding == ""
    coding, small = sent(client, path, "gzip, deflate, br, zstd")
    assert (coding, brotli.decompress(small)) == ("br", whole)
    coding, small = sent(client, path, "gzip, br;q=0")
    assert (coding, gzip.decompress(small)) == ("gzip", whole)


def test_no_conversation_is_compressed_for_itself(client: Client) -> None:
    same_for_all._as_small_as_can_be.cache_clear()
    assert sent(client, "/t/abc/", "br") == sent(client, "/t/def/", "br")
    assert same_for_all._as_small_as_can_be.cache_info().misses == 1
