"""Who makes an HTTP call, and where they sit. Synchronous; all raise Refused."""

from django.http import HttpRequest

from tickets.people import access
from tickets.people.access import NOBODY, Person, Seat, Visitor
from tickets.refusals import Refused


def visitor(request: HttpRequest) -> Visitor:
    """Who calls. `?as=<user name>`: whose desk it is. Its browser may have another sign-in by now."""
    visitor = access.visitor_of(request.session, request.user)
    claimed = request.GET.get("as")
    if claimed is not None and (visitor.agent is None or visitor.agent.username != claimed):
        raise Refused("signed_out", "Sign in again.")
    return visitor


def agent(request: HttpRequest) -> Person:
    agent = visitor(request).agent
    if agent is None:
        raise Refused("signed_out", "Sign in as an agent.")
    return agent


def seat(request: HttpRequest, ticket: str) -> Seat:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return access.seat(NOBODY, ticket, token.strip())
    return access.seat(visitor(request), ticket, as_agent="as" in request.GET)
