"""What is looked at before the parts start."""

import pytest
from pytest_django import Settings

from support_site.run import prepare


@pytest.mark.parametrize("password", ["short", "password", "12345678901", "agent"])
def test_a_password_that_is_too_weak_ends_the_start(settings: Settings, password: str) -> None:
    settings.AGENT_PASSWORD = password
    with pytest.raises(SystemExit, match=r"^AGENT_PASSWORD: ."):
        prepare.sign_in()
