"""What is looked at before the parts start."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from support_site.run import prepare


@pytest.fixture(autouse=True)
def without_static_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "collect", lambda: None)


@pytest.mark.parametrize("password", ["short", "password", "12345678901", "agent"])
def test_a_password_that_is_too_weak_ends_the_start(settings: Settings, password: str) -> None:
    settings.AGENT_PASSWORD = password
    with pytest.raises(SystemExit, match=r"^AGENT_PASSWORD: ."):
        prepare.sign_in()


@pytest.mark.django_db
def test_a_database_of_a_newer_version_is_left_alone() -> None:
    prepare.keep_what_is_needed()
    recorder = MigrationRecorder(connection)
    recorder.record_applied("gone", "0001_of_a_feature_that_was_taken_away")
    prepare.keep_what_is_needed()
    recorder.record_applied("tickets", "0099_expand_of_tomorrow")
    with pytest.raises(SystemExit, match=r"newer version \(tickets.0099_expand_of_tomorrow is not ours\)"):
        prepare.keep_what_is_needed()
