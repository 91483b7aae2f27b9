"""What a new installation in containers must have."""

from pathlib import Path

import pytest

from support_site import make_secrets


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_secrets, "DESK", tmp_path / "desk")
    monkeypatch.setattr(make_secrets, "DATABASE", tmp_path / "database")
    monkeypatch.delenv("AGENT_PASSWORD", raising=False)


def kept() -> dict[str, str]:
    make_secrets.main()
    folders = make_secrets.DESK, make_secrets.DATABASE
    return {path.name: path.read_text() for folder in folders for path in folder.iterdir()}


def test_they_are_made_once() -> None:
    assert (first := kept()) == kept()
    assert set(first) == {"secret_key", "agent_password", "password"}


def test_a_password_that_was_refused_gives_way_to_a_better_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENT_PASSWORD", "password1")
    assert kept()["agent_password"] == "password1"
    monkeypatch.setenv("AGENT_PASSWORD", "a-password-for-tests")
    assert kept()["agent_password"] == "a-password-for-tests"
    monkeypatch.delenv("AGENT_PASSWORD")
    assert kept()["agent_password"] == "a-password-for-tests"
