"""An answer finds its ticket by what is signed."""

import pytest
from django.test import override_settings

from tickets.features.mail import addresses

TICKET = "0123456789abcdef" * 2
OURS = override_settings(MAIL_FROM="Help <support@help.example>", MAIL_REPLY_TO="r+*@help.example")


@OURS
def test_it_survives_capitals_and_fits() -> None:
    address = addresses.reply_address(TICKET)
    local = address.partition("@")[0]
    assert len(local) == 54 <= addresses.LONGEST_LOCAL_PART
    assert addresses.read(address.upper()) == (TICKET, "c1")
    assert addresses.is_ours(address)
    assert addresses.is_ours("SUPPORT@help.example")


@OURS
@pytest.mark.parametrize("forged", ["a" * 16, "", "2" * 15])
def test_what_is_not_signed_by_us_is_no_address_of_ours(forged: str) -> None:
    assert addresses.read(f"r+{TICKET}.c1.{forged}@help.example") is None
    other = addresses.reply_address("f" * 32).replace("f" * 32, TICKET)
    assert addresses.read(other) is None
    assert not addresses.is_ours("x@help.example")


@OURS
def test_a_former_key_still_signs() -> None:
    with override_settings(SECRET_KEY="k" * 50):
        former = addresses.reply_address(TICKET)
    assert addresses.read(former) is None
    with override_settings(SECRET_KEY_FALLBACKS=["k" * 50]):
        assert addresses.read(former) == (TICKET, "c1")


def test_a_mailbox_of_a_provider() -> None:
    with override_settings(MAIL_REPLY_TO="support+*@gmail.example"):
        address = addresses.reply_address(TICKET)
    assert address.startswith("support+")
    assert addresses.read(address) == (TICKET, "c1")
