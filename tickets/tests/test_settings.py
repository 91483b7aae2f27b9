"""What can be set, where it is read, and what docs/running_it.md says of it."""

import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ = (ROOT / "support_site" / "settings.py").read_text()
TABLE = [
    [cell.strip() for cell in line.split("|")[1:-1]]
    for line in (ROOT / "docs" / "running_it.md").read_text().splitlines()
    if line.startswith("| `")
]
READ_PLAINLY = set(re.findall(r'env\.\w+\("([A-Z_]+)"', READ))
READ_AS_SECRET = set(re.findall(r'environment\.secret\(env, "(\w+)"\)', READ))


Start = Callable[..., dict[str, Any]]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """The settings as a process would see them that starts with these variables alone."""

    def started(**variables: str) -> dict[str, Any]:
        for name in READ_PLAINLY | READ_AS_SECRET:
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(f"{name}_FILE", raising=False)
        for name, value in ({"DATA_DIR": str(tmp_path)} | variables).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "support_site" / "settings.py"))

    return started


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    documented = {name for row in TABLE for name in re.findall(r"`(\w+)`", row[0])}
    assert documented == READ_PLAINLY | READ_AS_SECRET


def test_a_dagger_marks_what_may_be_a_file() -> None:
    marked = {name for row in TABLE if "†" in row[0] for name in re.findall(r"`(\w+)`", row[0])}
    assert marked == READ_AS_SECRET


@pytest.mark.parametrize(("name", "default"), [("HEARTBEAT_INTERVAL", "10"), ("PORT", "8000")])
def test_numbers_are_documented_with_their_defaults(name: str, default: str) -> None:
    [row] = [row for row in TABLE if f"`{name}`" in row[0]]
    assert f"`{default}`" in row[1]
    assert re.search(rf'"{name}", {default}\b', READ)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HEARTBEAT_INTERVAL", "1"),
        ("HEARTBEAT_INTERVAL", "61"),
        ("HEARTBEAT_INTERVAL", "soon"),
        ("PORT", "0"),
        ("RATE_LIMITS", "maybe"),
        ("PUBLIC_URL", "support.example.com"),
        ("PUBLIC_URL", "https://support.example.com/path"),
        ("DATABASE_URL", "mysql://somewhere"),
        ("REDIS_URL", "localhost"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY_FILE", "/nowhere/at/all"),
    ],
)
def test_nonsense_ends_the_start_with_one_line_that_names_it(start: Start, name: str, value: str) -> None:
    with pytest.raises(SystemExit) as ended:
        start(**{name: value})
    line = str(ended.value.code)
    assert line.startswith(name)
    assert "\n" not in line


def test_one_start_shows_all_that_is_wrong(start: Start) -> None:
    with pytest.raises(SystemExit, match=r"PORT: .*; RATE_LIMITS: |RATE_LIMITS: .*; PORT: "):
        start(PORT="0", RATE_LIMITS="maybe")


def test_origins_are_what_a_browser_would_send(start: Start) -> None:
    settings = start(PUBLIC_URL="https://Support.Example.com:443/, http://[::1]:8000")
    assert settings["PUBLIC_ORIGINS"] == ["https://support.example.com", "http://[::1]:8000"]
    assert settings["PUBLIC_URL"] == "https://support.example.com"


def test_https_turns_on_what_keeps_a_session_safe(start: Start) -> None:
    safe = start(PUBLIC_URL="https://support.example.com")
    assert safe["SESSION_COOKIE_SECURE"]
    assert safe["SECURE_SSL_REDIRECT"]
    assert safe["SECURE_HSTS_SECONDS"]
    assert safe["BEHIND_PROXY"]
    assert not start()["SESSION_COOKIE_SECURE"]


def test_the_secret_key_is_made_once_and_kept(start: Start, tmp_path: Path) -> None:
    key = start()["SECRET_KEY"]
    assert start()["SECRET_KEY"] == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    (tmp_path / "secret_key").rename(tmp_path / "secret_key.old")
    rotated = start()
    assert rotated["SECRET_KEY"] != key
    assert key in rotated["SECRET_KEY_FALLBACKS"]


def test_a_secret_may_be_a_file(start: Start, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 50 + "\n")
    assert start(SECRET_KEY_FILE=str(tmp_path / "key"))["SECRET_KEY"] == "k" * 50
