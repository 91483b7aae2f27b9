"""Webhooks go to public addresses by TLS, and to the owner's own networks."""

import socket
from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from environs import EnvError

from support_site import environment
from tickets.outside import addresses
from tickets.outside.addresses import NotAllowed


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:a9fe:a9fe]/",
        "https://[::127.0.0.1]/",
        "https://169.254.169.254/latest",
        "https://10.0.0.1/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://100.64.0.1/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://[fec0::1]/",
        "https://[ff02::1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[64:ff9b::a9fe:a9fe]/",
        "https://[64:ff9b:1::a00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
        "http://8.8.8.8/",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "https://a@8.8.8.8/",
        "https://a:b@8.8.8.8/",
        "https://8.8.8.8:99999/",
        "https://[8.8.8.8/",
        "https://8.8.8.8/\r\nX: y",
        "https://",
        "8.8.8.8",
        "https://" + "a" * 64 + ".example/",
        "https://" + "ü" * 64 + ".example/",
    ],
)
def test_nothing_goes_there(url: str) -> None:
    with pytest.raises(NotAllowed):
        addresses.place_of(url, [])


@pytest.mark.parametrize("url", ["https://8.8.8.8/", "https://[2606:4700::1111]:8443/x?y=z"])
def test_public_addresses_are_good(url: str) -> None:
    place = addresses.place_of(url, [])
    assert url == f"https://{place.named}{place.target}"


def test_an_address_is_said_in_ascii_as_a_request_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(_: str, port: int, **__: Any) -> list[Any]:
        return [(0, 0, 0, "", ("8.8.4.4", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    place = addresses.place_of("https://пример.example/hö ok/%C3%BC?a=1&b=[ü]#x", [])
    assert place.named == "xn--e1afmkfd.example"
    assert place.target == "/h%C3%B6%20ok/%C3%BC?a=1&b=[%C3%BC]"


def test_the_owners_networks_are_good_and_take_http_too() -> None:
    own = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]
    for url in ("http://10.1.2.3/", "https://10.1.2.3/", "http://[fd00::1]/", "http://[::ffff:10.0.0.1]/"):
        assert addresses.place_of(url, own).target == "/"
    for url in ("http://11.1.2.3/", "https://192.168.0.1/", "http://127.0.0.1/"):
        with pytest.raises(NotAllowed):
            addresses.place_of(url, own)


def test_a_name_is_resolved_once_and_its_public_address_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", ("10.0.0.1", port)), (0, 0, 0, "", ("8.8.4.4", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    place = addresses.place_of("https://hooks.example/", [])
    assert (place.host, place.address, asked) == ("hooks.example", "8.8.4.4", ["hooks.example"])


def test_what_carries_an_ipv4_address_is_not_public() -> None:
    assert ip_address("64:ff9b::7f00:1").is_global, "which is why we look ourselves"
    assert not addresses.is_public(ip_address("64:ff9b::808:808"))


def test_the_setting() -> None:
    assert environment.networks("10.0.0.0/8, fd00::/8") == [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]
    assert environment.networks("") == []
    with pytest.raises(EnvError, match="networks like"):
        environment.networks("10.0.0.1/8")
