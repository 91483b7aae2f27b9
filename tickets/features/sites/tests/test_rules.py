"""Which addresses a site may have, and which colours can be read."""

import pytest

from tickets.features.sites import contrast, origins


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://www.example.com", "https://www.example.com"),
        (" HTTPS://Example.com/ ", "https://example.com"),
        ("https://example.com:443", "https://example.com"),
        ("http://localhost:8001", "http://localhost:8001"),
        ("https://*.example.com", "https://*.example.com"),
        ("http://127.0.0.1", "http://127.0.0.1"),
    ],
)
def test_an_origin_is_kept_as_a_browser_says_it(written: str, origin: str) -> None:
    assert origins.checked(written) == origin


@pytest.mark.parametrize(
    "written",
    [
        "example.com",
        "*",
        "https://*",
        "https://*.com",
        "http://*.example.com",
        "https://a.*.example.com",
        "https://*example.com",
        "https://example.com/shop",
        "https://example.com?a",
        "https://me@example.com",
        "https://example.com; script-src *",
        "https://exa mple.com",
        "https://example.com:port",
        "ftp://example.com",
        "javascript://example.com",
        "data:text/html,x",
        "https://",
        "https://'self'",
        "https://[::1",
    ],
)
def test_whatever_is_no_origin_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        origins.checked(written)


def test_each_line_is_one_and_stands_once() -> None:
    assert origins.checked_all("https://a.example\n\n https://b.example \nhttps://a.example/") == [
        "https://a.example",
        "https://b.example",
    ]
    many = "\n".join(f"https://{number}.example" for number in range(origins.MOST + 1))
    with pytest.raises(ValueError, match=f"{origins.MOST}"):
        origins.checked_all(many)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast.contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast.contrast("#0d6b5c", "#0d6b5c") == 1


@pytest.mark.parametrize("accent", ["#0d6b5c", "#1a4fd6", "#8a1538", "#000000"])
def test_a_dark_colour_is_readable_and_stays_as_it_is(accent: str) -> None:
    assert contrast.is_readable(accent)
    assert contrast.readable(accent) == accent


@pytest.mark.parametrize("accent", ["#ffdd00", "#62c7b2", "#ffffff", "#757575"])
def test_a_light_one_is_not_and_a_shade_of_it_would_do(accent: str) -> None:
    assert not contrast.is_readable(accent)
    assert contrast.is_readable(contrast.readable(accent))


@pytest.mark.parametrize("accent", ["#0d6b5c", "#ffdd00", "#000000", "#8a1538", "#ffffff"])
def test_by_night_it_is_read_as_well(accent: str) -> None:
    night = contrast.by_night(accent)
    assert all(
        contrast.contrast(night, ground) >= contrast.ENOUGH for ground in (contrast.NIGHT, contrast.ON_NIGHT)
    )
    assert night in contrast.style(accent)
