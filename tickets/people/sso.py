"""Single sign-on: which issuer is asked, who that is at this desk, and who may still come by password."""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from allauth.account import app_settings as account_settings
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.audit import log as audit
from tickets.database import transaction
from tickets.people import access, claimed, given, oidc, sealing
from tickets.people.models import Given, Identity, SignInRules, User

log = logging.getLogger(__name__)

ASKED: Final = "sso"  # session key
ALONE: Final = gettext_lazy("At this desk you sign in by single sign-on. Owners alone have a password.")
LONGEST: Final = 254  # characters of an address, as the column has
LONGEST_SID: Final = 255


class NotLetIn(Exception):
    """In words for who wanted to sign in."""


@dataclass(frozen=True, slots=True)
class Rules:
    client: oidc.Client
    lets_new_in: bool
    only_sso: bool
    asks_offline: bool
    by_owner: bool = True  # or of the environment: else it says of no owner that it is them


def rules() -> Rules | None:
    """Of the environment, if it says whom to ask; else of the desk's settings."""
    if is_by_environment():
        known = oidc.Client(
            settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET, back()
        )
        return Rules(known, row().lets_new_in, settings.OIDC_ONLY, settings.OIDC_OFFLINE)
    return _of_the_desk()


def is_by_environment() -> bool:
    """Then what the desk's settings say of the issuer counts for nothing. `lets_new_in` is theirs alone."""
    return bool(settings.OIDC_ISSUER)


def _of_the_desk() -> Rules | None:
    row = SignInRules.objects.exclude(issuer="").first()
    if row is None:
        return None
    secret = sealing.opened(row.client_secret) if sealing.opens(row.client_secret) else ""
    client = oidc.Client(row.issuer, row.client_id, secret, back())
    return Rules(client, row.lets_new_in, row.only_sso, row.asks_offline, row.by_owner)


def row() -> SignInRules:
    return SignInRules.objects.first() or SignInRules(issuer="", client_id="", client_secret="")


def back() -> str:
    return f"{settings.PUBLIC_URL}{reverse('sso_back')}"


def ended() -> str:
    """Where the issuer says who has signed out."""
    return f"{settings.PUBLIC_URL}{reverse('sso_ended')}"


def ask_only_sso_of(user: User) -> bool:
    """Owners come by password as well: else an issuer that is gone would keep everybody out."""
    found = rules()
    return found is not None and found.only_sso and not user.is_superuser


def is_known(user: Any) -> bool:
    """To the issuer of today, and may come by it."""
    found = rules()
    if found is None or not _is_believed(found, user):
        return False
    return Identity.objects.filter(user=user, issuer=found.client.issuer).exists()


def _is_believed(found: Rules, user: User) -> bool:
    """Whoever runs the issuer is whom it says: an administrator who chose it isn't to be an owner."""
    return found.by_owner or not user.is_superuser


def begin(session: SessionBase, wanted: str, *, anew: bool = False) -> str:
    """Where to go. Raises NotLetIn."""
    found, asked, table = _rules(), oidc.new(), claimed.table()
    client = found.client
    scopes = ([table.claim] if table else []) + ([oidc.OFFLINE] if found.asks_offline else [])
    try:
        there = oidc.address(client, asked, anew=anew, scopes=scopes)
    except (oidc.Unreachable, oidc.Untrue) as error:
        log.warning("single sign-on: %s: %s", client.issuer, error)
        raise NotLetIn(_unreachable(client)) from error
    session[ASKED] = {
        "state": asked.state,
        "nonce": asked.nonce,
        "verifier": asked.verifier,
        "wanted": wanted,
    }
    return there


@dataclass(frozen=True, slots=True)
class Back:
    """Who came back, where they wanted to go, whether they showed there just now who they are, and what is
    kept of the sign-in (people/given.py)."""

    user: User
    wanted: str
    just_now: bool
    given: Given


def finish(session: SessionBase, answer: Mapping[str, str]) -> Back:
    """Raises NotLetIn."""
    kept, found = session.pop(ASKED, None), _rules()
    client = found.client
    if not kept or not constant_time_compare(answer.get("state", ""), kept["state"]):
        raise NotLetIn(_("This was begun elsewhere, or long ago. Try once more."))
    wanted = kept.pop("wanted")
    if "code" not in answer:
        raise NotLetIn(_("%(host)s didn't sign you in. Try once more.") % {"host": client.host})
    table = claimed.table()
    needs = ("email", table.claim) if table else ("email",)
    try:
        came = oidc.came(client, oidc.Asked(**kept), answer["code"], needs)
    except oidc.Unreachable as error:
        log.warning("single sign-on: %s: %s", client.issuer, error)
        raise NotLetIn(_unreachable(client)) from error
    except oidc.Untrue as error:
        log.warning("single sign-on: %s: %s", client.issuer, error)
        words = _("What %(host)s answered isn't what was asked. Try once more.")
        if error.said in oidc.NOT_US:
            words = _(
                "%(host)s doesn't take this desk's client id and secret. Tell whoever looks after the desk."
            )
        raise NotLetIn(words % {"host": client.host}) from error
    user, claims = _who(found, came.claims), came.claims
    about = {"issuer": client.issuer, "subject": claims["sub"], "sid": _named(claims.get("sid"))}
    sign_in = Given(user=user, refresh_token=came.refresh_token, **about)
    return Back(user, wanted, _just_now(claims), sign_in)


def _named(sid: Any) -> str:
    return sid if isinstance(sid, str) and len(sid) <= LONGEST_SID else ""


def signed_out(token: str) -> int:
    """By the issuer: how many sign-ins ended here. Raises Unreachable, Untrue and HeardBefore."""
    found = rules()
    if found is None:
        raise oidc.Untrue("this desk has no single sign-on")
    return given.end_by(oidc.logout(found.client, token), found.client)


def look() -> None:
    """Each second: whether the issuer is to be asked who is still known there, and whom it gives nothing."""
    if rows := list(given.due()):
        found = rules()
        given.look(found.client if found else None, rows, by_owner=found is not None and found.by_owner)


def _just_now(claims: Mapping[str, Any]) -> bool:
    """The issuer may know them for days: who finds an open desk mustn't count as them by going
    there and back."""
    at = claims.get("auth_time")
    return isinstance(at, int) and time.time() - at < account_settings.REAUTHENTICATION_TIMEOUT


def save(*, by_owner: bool = False, **changed: Any) -> None:
    """`client_secret`: only if it is another one. `by_owner`: one has the issuer in view, and saves it."""
    with transaction():
        row, _ = SignInRules.objects.select_for_update().get_or_create(pk=1)
        before = _written(row)
        if by_owner or _is_another(row, changed):
            row.by_owner = by_owner
        if secret := changed.pop("client_secret", ""):
            changed["client_secret"] = sealing.seal(secret)
        for name, value in changed.items():
            setattr(row, name, value)
        row.save()
        audit.note(
            "sign-in.rules", before=before, after=_written(row) | ({"secret": "another"} if secret else {})
        )


def _is_another(row: SignInRules, changed: Mapping[str, Any]) -> bool:
    """Issuer, client, or a secret for it."""
    kept = {"issuer": row.issuer, "client_id": row.client_id, "client_secret": ""}
    return any(changed.get(name, kept[name]) != kept[name] for name in kept)


def resealed() -> tuple[int, int]:
    """The issuer's secret by the key of today: as `resealing` counts."""
    with transaction():
        row = SignInRules.objects.select_for_update().exclude(client_secret="").first()
        if row is None or not sealing.opens(row.client_secret):
            return 0, int(row is not None)
        row.client_secret = sealing.seal(sealing.opened(row.client_secret))
        row.save(update_fields=["client_secret"])
        return 1, 0


def _written(row: SignInRules) -> dict[str, Any]:
    names = ("issuer", "client_id", "by_owner", "lets_new_in", "only_sso", "asks_offline")
    return {name: getattr(row, name) for name in (*names, "claim", "named", "unnamed")}


def _rules() -> Rules:
    found = rules()
    if found is None:
        raise NotLetIn(_("This desk has no single sign-on."))
    return found


def _unreachable(client: oidc.Client) -> str:
    words = _("%(host)s can't be reached just now. Try again in a minute, or sign in by password.")
    return words % {"host": client.host}


@transaction()
def _who(found: Rules, claims: Mapping[str, Any]) -> User:
    """Placed as the claims say. Of who isn't let in nothing is kept."""
    client = found.client
    known = (
        Identity.objects.filter(issuer=client.issuer, subject=claims["sub"]).select_related("user").first()
    )
    user = known.user if known else _by_email(client, claims)
    if not access.is_agent(user):
        raise NotLetIn(_("Your account at this desk is switched off."))
    if not _is_believed(found, user):
        words = _("Owners come by %(host)s only once an owner has saved it. Sign in by password.")
        raise NotLetIn(words % {"host": client.host})
    try:
        claimed.place(user, claims, client.host)
    except claimed.NotNamed as error:
        words = _(
            "%(host)s gives you nothing that this desk lets in. Ask who looks after your account there."
        )
        raise NotLetIn(words % {"host": client.host}) from error
    except claimed.NotTold as error:
        words = _("%(host)s has too many groups of yours to name them. Ask for those of this desk alone.")
        raise NotLetIn(words % {"host": client.host}) from error
    return user


def _by_email(client: oidc.Client, claims: Mapping[str, Any]) -> User:
    """The first time. An address that nobody has confirmed there could be anybody's."""
    email = str(claims.get("email") or "")
    if not email or len(email) > LONGEST or claims.get("email_verified") is not True:
        words = _(
            "%(host)s doesn't say that your e-mail address is confirmed. Confirm it there, then come back."
        )
        raise NotLetIn(words % {"host": client.host})
    found = [user for user in User.objects.filter(email__iexact=email) if user.has_usable_password()]
    if len(found) > 1:
        raise NotLetIn(_("More than one account here has the address %(email)s.") % {"email": email})
    user = found[0] if found else _new(email, claims)
    Identity.objects.create(user=user, issuer=client.issuer, subject=claims["sub"])
    audit.note("person.linked", user.username, after={"issuer": client.issuer})
    return user


def _new(email: str, claims: Mapping[str, Any]) -> User:
    found = rules()
    if found is None or not found.lets_new_in:
        raise NotLetIn(_("Nobody here has the address %(email)s. Ask for an invitation.") % {"email": email})
    name = str(claims.get("name") or "").replace("\x00", "")[:150]
    # Nobody knows this password; who wants one resets it by mail.
    password = get_random_string(40)
    user: User = User.objects.create_user(_free(email), email, password, first_name=name, is_staff=True)
    audit.note("person.joined", user.username)
    return user


def _free(email: str) -> str:
    """A user name that nobody has."""
    base = "".join(letter for letter in email.partition("@")[0] if letter.isalnum() or letter in ".-_")[:100]
    taken = set(User.objects.filter(username__istartswith=base).values_list("username", flat=True))
    names = (base or "agent", *(f"{base or 'agent'}{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
