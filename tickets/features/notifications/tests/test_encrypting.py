"""What goes to a push service is what the standards say, to the byte."""

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tickets.features.notifications import encrypting
from tickets.features.notifications.encrypting import as_bytes, as_text

# RFC 8291, appendix A.
OWN = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
BROWSER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
ENCRYPTED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6"
    "PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard() -> None:
    own = ec.derive_private_key(int.from_bytes(as_bytes(OWN), "big"), ec.SECP256R1())
    words = b"When I grow up, I want to be a watermelon"
    assert as_text(encrypting.encrypted(words, BROWSER, SECRET, own, as_bytes(SALT))) == ENCRYPTED


def test_each_time_it_is_another() -> None:
    assert encrypting.encrypted(b"a", BROWSER, SECRET) != encrypting.encrypted(b"a", BROWSER, SECRET)


def test_the_proof_is_for_one_service_and_not_for_long() -> None:
    key = encrypting.new_key()
    header = encrypting.proof("https://push.example:8443/send/1", key, "mailto:a@example.com", 1_000_000.7)
    token = header.removeprefix("vapid t=").split(",")[0]
    claims = jwt.decode(
        token,
        key.public_key(),
        ["ES256"],
        audience="https://push.example:8443",
        options={"verify_exp": False},
    )
    assert (claims["exp"], claims["sub"]) == (1_000_000 + 12 * 3600, "mailto:a@example.com")
    assert header.endswith(as_text(encrypting.point_of(key.public_key())))


@pytest.mark.parametrize("key", ["", "AAAA", "é", BROWSER[:-2]])
def test_no_key_of_a_browser(key: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (whatever it says)
        encrypting.public_key(key)
