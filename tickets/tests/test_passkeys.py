"""Passkeys: made on one's own page, a whole sign-in by themselves, and of one host alone."""

import json
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from tests.seated import make_agent
from tickets.conversation import limits
from tickets.people import required
from tickets.people.models import User
from tickets.wire.buckets import Buckets
from tickets.wire.limits import SIGN_INS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files", "quick_passwords")]
SIGN_IN, CODE, MAKE, OPTIONS = (
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/passkeys/",
    "/accounts/login/passkey/",
)
ME = {"username": "bea", "password": "a-long-one"}
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Device:
    """A phone with one passkey, as a browser at `host` speaks for it."""

    def __init__(self, host: str = "localhost", *, verifies: bool = True) -> None:
        self.host, self.key, self.id = host, ec.generate_private_key(ec.SECP256R1()), b"k" * 16
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.user = ""

    def makes(self, options: dict[str, Any]) -> dict[str, Any]:
        asked = options["publicKey"]
        self.user = asked["user"]["id"]
        key = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        public = AttestedCredentialData.create(bytes(16), self.id, key)
        about = AuthenticatorData.create(self._rp, AuthenticatorData.FLAG(self.flags | ATTESTED), 0, public)
        attested = AttestationObject.create("none", about, {})
        return self._answer(self._said("webauthn.create", asked), attestationObject=bytes(attested))

    def signs(self, options: dict[str, Any]) -> dict[str, Any]:
        said = self._said("webauthn.get", options["publicKey"])
        about = bytes(AuthenticatorData.create(self._rp, AuthenticatorData.FLAG(self.flags), 0))
        signature = self.key.sign(about + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        answer = self._answer(said, authenticatorData=about, signature=signature)
        answer["response"]["userHandle"] = self.user
        return answer

    @property
    def _rp(self) -> bytes:
        return sha256(self.host.encode()).digest()

    def _said(self, kind: str, asked: dict[str, Any]) -> bytes:
        origin = f"http://{self.host}" if self.host == "localhost" else f"https://{self.host}"
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": origin}).encode()

    def _answer(self, said: bytes, **parts: bytes) -> dict[str, Any]:
        response = {name: websafe_encode(part) for name, part in {"clientDataJSON": said, **parts}.items()}
        id = websafe_encode(self.id)
        return {
            "id": id,
            "rawId": id,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }


@pytest.fixture(autouse=True)
def _as_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_sign_ins", Buckets(SIGN_INS))


def browser() -> Client:
    return Client(HTTP_HOST="localhost")


@pytest.fixture
def bea(db: None) -> User:
    return make_agent("bea", "Bea", password=ME["password"])


@pytest.fixture
def hers(bea: User) -> Client:
    hers = browser()
    assert hers.post(SIGN_IN, ME)["Location"] == "/agent/"
    return hers


def make(client: Client, device: Device, name: str = "Phone") -> Any:
    page = client.get(MAKE).content.decode()
    options = json.loads(unescape(page.split('data-make="')[1].split('"')[0]))
    return client.post(MAKE, {"name": name, "credential": json.dumps(device.makes(options))})


def present(client: Client, device: Device, door: str = SIGN_IN, **more: str) -> Any:
    options = client.post(OPTIONS).json()
    return client.post(door, {"credential": json.dumps(device.signs(options)), **more})


@pytest.fixture
def phone(hers: Client) -> Device:
    phone = Device()
    assert make(hers, phone)["Location"] == "/accounts/recovery_codes/"
    return phone


def test_it_signs_in_by_itself_and_leads_where_one_wanted_to(phone: Device) -> None:
    later = browser()
    assert present(later, phone, next="/agent/connections/")["Location"] == "/agent/connections/"
    assert later.get("/agent/").status_code == 200
    assert later.get(MAKE).status_code == 200, "nor is a password asked for just after it"


def test_after_a_password_it_is_the_second_factor(phone: Device) -> None:
    later = browser()
    assert later.post(SIGN_IN, ME)["Location"] == CODE
    page = later.get(CODE).content.decode()
    assert 'data-part="passkey"' in page
    assert "type one of your recovery codes" in page
    assert later.get("/agent/").status_code == 302
    assert present(later, phone, CODE)["Location"] == "/agent/"
    assert later.get("/agent/").status_code == 200


def test_of_somebody_else_it_is_no_second_factor(phone: Device) -> None:
    make_agent("abe", "Abe", password=ME["password"])
    his, other = browser(), Device()
    his.post(SIGN_IN, {"username": "abe", "password": ME["password"]})
    other.id = b"o" * 16
    make(his, other)
    later = browser()
    later.post(SIGN_IN, ME)
    assert "opens nothing here" in present(later, other, CODE).content.decode()
    assert later.get("/agent/").status_code == 302


def test_it_is_listed_and_removed_after_the_password(bea: User, hers: Client, phone: Device) -> None:
    assert "Passkey <bdi>Phone</bdi>" in hers.get("/accounts/profile/").content.decode()
    pk = Authenticator.objects.get(type="webauthn").pk
    remove = f"{MAKE}{pk}/remove/"
    found = browser()
    found.force_login(bea, "django.contrib.auth.backends.ModelBackend")
    for page in (MAKE, remove):
        assert found.post(page, {"credential": "{}"})["Location"].startswith("/accounts/login/again/"), page
    assert hers.post(remove)["Location"] == "/accounts/profile/"
    assert not Authenticator.objects.exists(), "nor are codes left"
    assert "opens nothing here" in present(browser(), phone).content.decode()
    assert hers.post(remove).status_code == 404


def test_nobody_removes_somebody_elses(phone: Device) -> None:
    make_agent("abe", "Abe", password=ME["password"])
    his = browser()
    his.post(SIGN_IN, {"username": "abe", "password": ME["password"]})
    assert his.post(f"{MAKE}{Authenticator.objects.get(type='webauthn').pk}/remove/").status_code == 404


def test_of_another_host_it_is_refused_in_clear_words(hers: Client, phone: Device) -> None:
    words = "This passkey is for old.example.com, and this is localhost"
    phone.host = "old.example.com"
    for answer in (present(browser(), phone), make(hers, Device("old.example.com"))):
        assert answer.status_code == 200
        assert words in answer.content.decode()
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_what_was_made_at_another_host_is_said_where_it_opens_nothing(hers: Client, phone: Device) -> None:
    elsewhere = Authenticator.objects.get(type="webauthn")
    said = {"type": "webauthn.create", "origin": "https://old.example.com"}
    elsewhere.data["credential"]["response"]["clientDataJSON"] = websafe_encode(json.dumps(said).encode())
    elsewhere.save()
    assert "opens old.example.com, not this address" in hers.get("/accounts/profile/").content.decode()
    later = browser()
    later.post(SIGN_IN, ME)
    page = later.get(CODE).content.decode()
    assert "You have passkeys for old.example.com: they open nothing at localhost." in page
    assert 'data-part="passkey"' not in page


def test_without_finger_face_or_pin_it_opens_nothing(hers: Client, phone: Device) -> None:
    phone.flags = PRESENT
    assert "opens nothing here" in present(browser(), phone).content.decode()
    assert make(hers, Device(verifies=False)).status_code == 200


def test_an_answer_counts_once_and_for_its_own_question(phone: Device) -> None:
    client = browser()
    answer = phone.signs(client.post(OPTIONS).json())
    client.post(OPTIONS)
    assert client.post(SIGN_IN, {"credential": json.dumps(answer)}).status_code == 200, "of another question"
    answer = phone.signs(client.post(OPTIONS).json())
    assert client.post(SIGN_IN, {"credential": json.dumps(answer)}).status_code == 302
    client.post("/accounts/logout/")
    assert client.post(SIGN_IN, {"credential": json.dumps(answer)}).status_code == 200
    assert client.get("/agent/").status_code == 302


def test_who_was_let_go_is_let_in_by_none(bea: User, phone: Device) -> None:
    User.objects.filter(pk=bea.pk).update(is_active=False)
    assert "opens nothing here" in present(browser(), phone).content.decode()


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "no JSON",
        "[]",
        "{}",
        '{"id": 1, "rawId": 1, "type": "public-key", "response": {}}',
        '{"id": "a", "rawId": "a", "type": "public-key", "response": []}',
        "number",
        "cut",
    ],
)
def test_nonsense_is_refused(phone: Device, broken: str) -> None:
    client = browser()
    answer = phone.signs(client.post(OPTIONS).json())
    if broken == "number":
        answer["response"]["userHandle"] = 10**12  # bytes, if somebody made them
    if broken == "cut":
        answer["response"]["authenticatorData"] = answer["response"]["authenticatorData"][:20]
    sent = json.dumps(answer) if broken in ("number", "cut") else broken
    assert client.post(SIGN_IN, {"credential": sent}).status_code == 200
    assert client.get("/agent/").status_code == 302


def test_a_browser_that_somebody_was_signed_in_at_is_the_passkeys_owners(phone: Device) -> None:
    abe = make_agent("abe", "Abe")
    client = browser()
    client.force_login(abe, "django.contrib.auth.backends.ModelBackend")
    assert present(client, phone).status_code == 302
    assert "<strong>bea</strong>" in client.get("/accounts/profile/").content.decode()


def test_at_a_bare_address_none_is_offered(bea: User) -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    assert 'data-part="passkey"' not in client.get(SIGN_IN).content.decode()
    client.post(SIGN_IN, ME)
    assert MAKE not in client.get("/accounts/profile/").content.decode()


def test_whoever_owes_a_second_factor_makes_one_and_is_in(bea: User, hers: Client) -> None:
    required.ask_everybody(0)
    assert MAKE in hers.get("/accounts/second_factor/").content.decode()
    make(hers, Device())
    assert hers.get("/agent/").status_code == 200
