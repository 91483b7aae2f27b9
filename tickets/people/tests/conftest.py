import pytest

from tests.seated import make_agent
from tickets.conversation import limits
from tickets.people import oidc, sso
from tickets.people.models import User
from tickets.people.tests.issuer import ISSUER, SECRET, Issuer
from tickets.wire.buckets import Buckets
from tickets.wire.limits import SIGN_INS


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Issuer:
    issuer = Issuer()
    monkeypatch.setattr(oidc, "_answer", issuer.answer)
    monkeypatch.setattr(oidc, "_held", {})
    monkeypatch.setattr(limits, "_sign_ins", Buckets(SIGN_INS))
    sso.save(issuer=ISSUER, client_id="desk", client_secret=SECRET)
    return issuer


@pytest.fixture
def bea(db: None) -> User:
    return make_agent("bea", "Bea", email="bea@example.org", password="a-long-one")
