"""Which address and scheme a request has, by what proxies say of it, and what counts as one address."""

import pytest

from tickets.wire import addresses


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        (" 203.0.113.9 ", "203.0.113.9"),
        ("203.0.113.9:5123", "203.0.113.9"),
        ("2001:db8::1", "2001:db8::1"),
        ("2001:DB8:0:0::0001", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ('"[2001:db8::1]:443"', "2001:db8::1"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("[::ffff:203.0.113.9]:80", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::1"),
        ("[fe80::1%25eth0]:80", "fe80::1"),
    ],
)
def test_an_address_is_found(text: str, address: str) -> None:
    assert addresses.address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", " ", "unknown", "_hidden", "unix:", "203.0.113", "203.0.113.999", "203.0.113.09", "203.0.113.9:",
     "203.0.113.9:port", "203.0.113.9/24", "2001:db8::1::2", "[2001:db8::1", "[203.0.113.9", "%eth0",
     "::1/64", "203.0.113.9 198.51.100.7", "\u0661.2.3.4", "\0", "1" * 10_000, "localhost", "' OR 1=1 --"],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    assert addresses.address(text) is None


@pytest.mark.parametrize(
    ("lines", "hops", "found"),
    [
        ([], 0, (None, "none")),
        (["203.0.113.9"], 0, (None, "undeclared")),
        ([], 1, (None, "silent")),
        ([""], 1, (None, "silent")),
        (["203.0.113.9"], 1, ("203.0.113.9", "known")),
        (["198.51.100.7, 203.0.113.9"], 1, ("203.0.113.9", "known")),
        (["198.51.100.7,203.0.113.9,"], 1, ("203.0.113.9", "known")),
        ([", ,198.51.100.7 ,, 203.0.113.9:5123"], 1, ("203.0.113.9", "known")),
        (["198.51.100.7", "203.0.113.9"], 1, ("203.0.113.9", "known")),  # HAProxy adds a line
        (["203.0.113.9, 198.51.100.7"], 2, ("203.0.113.9", "known")),
        (["203.0.113.9", "198.51.100.7"], 2, ("203.0.113.9", "known")),
        (["203.0.113.9"], 2, (None, "short")),
        (["203.0.113.9, unknown"], 1, (None, "garbled")),
        (["unknown, 203.0.113.9"], 1, ("203.0.113.9", "known")),
    ],
)
def test_the_entry_that_the_trusted_proxy_wrote(
    lines: list[str], hops: int, found: tuple[str | None, addresses.How]
) -> None:
    assert addresses.forwarded(lines, hops) == found


@pytest.mark.parametrize(
    ("lines", "hops", "scheme"),
    [
        (["https"], 0, None),
        ([], 1, None),
        (["https"], 1, "https"),
        (["HTTPS"], 1, "https"),
        (["wss"], 1, "https"),
        (["https, http"], 1, "http"),  # what a visitor made up, and what the proxy saw
        (["https", "http"], 1, "http"),
        (["https, http"], 2, "https"),
        (["https"], 2, "https"),  # the last one overwrites what others said
        (["gopher"], 1, None),
        ([""], 1, None),
    ],
)
def test_the_scheme_that_the_trusted_proxy_saw(lines: list[str], hops: int, scheme: str | None) -> None:
    assert addresses.scheme(lines, hops) == scheme


def test_ipv6_counts_by_site() -> None:
    assert addresses.counted("2001:db8:1:2:3:4:5:6") == addresses.counted("2001:db8:1:2::1")
    assert addresses.counted("2001:db8:1:2::1") != addresses.counted("2001:db8:1:3::1")
    assert addresses.counted("203.0.113.9") != addresses.counted("203.0.113.8")
    assert addresses.counted("::ffff:203.0.113.9") == addresses.counted("203.0.113.9")
    assert addresses.counted("nowhere") == "nowhere"


def test_an_ipv4_address_counts_as_such_however_it_travels() -> None:
    """A server that has IPv6 alone sees all of IPv4 in one /64; who has one of IPv4 has a /48 of 6to4."""
    for its_form in ("64:ff9b::203.0.113.9", "64:FF9B::cb00:7109", "2002:cb00:7109::1", "2002:cb00:7109:9::"):
        assert addresses.counted(its_form) == "203.0.113.9"
    assert addresses.counted("64:ff9b::203.0.113.8") != addresses.counted("64:ff9b::203.0.113.9")
    assert addresses.counted("64:ff9b:1::203.0.113.9") == "64:ff9b:1::"
