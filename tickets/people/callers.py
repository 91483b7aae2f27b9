"""Who makes an HTTP call, and where they sit. Synchronous; all raise Refused."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest

from tickets.audit.log import Actor
from tickets.people import access
from tickets.people.access import NOBODY, Person, Seat, Visitor
from tickets.people.roles import Right
from tickets.refusals import Refused

# Who calls by this token, or Refused: it opens nothing, or not this call.
Admit = Callable[[str, HttpRequest], Person]
_programs: dict[str, Admit] = {}


def with_tokens(prefix: str, admit: Admit) -> None:
    """The seam for tokens of a feature's own, by which programs call as agents: those that begin so. On a
    database thread, with every such call, outside of any transaction."""
    _programs[prefix] = admit


def visitor(request: HttpRequest) -> Visitor:
    """Who calls. `?as=<user name>`: whose desk it is. Its browser may have another sign-in by now."""
    visitor = _program(request) or access.visitor_of(request.session, request.user)
    claimed = request.GET.get("as")
    if claimed is not None and (visitor.agent is None or visitor.agent.username != claimed):
        raise Refused("signed_out", "Sign in again.")
    return replace(visitor, address=request.META.get("REMOTE_ADDR") or "")


def agent(request: HttpRequest, right: Right = Right.NOTE) -> Person:
    """Who may do this. Raises Refused signed_out, or forbidden."""
    agent = visitor(request).agent
    if agent is None:
        raise Refused("signed_out", "Sign in as an agent.")
    access.must(agent, right)
    return agent


def actor(request: HttpRequest, agent: Person) -> Actor:
    """For the audit log, which a call's own thread doesn't tell who makes it."""
    return Actor(agent.agent, agent.username, request.META.get("REMOTE_ADDR") or "")


def seat(request: HttpRequest, ticket: str) -> Seat:
    if program := _program(request):
        program = replace(program, address=request.META.get("REMOTE_ADDR") or "")
        return access.seat(program, ticket)
    token = bearer(request)
    if token is not None:
        return access.seat(NOBODY, ticket, token)
    return access.seat(visitor(request), ticket, as_agent="as" in request.GET)


def bearer(request: HttpRequest) -> str | None:
    """The token that the call comes with, whatever it opens."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _program(request: HttpRequest) -> Visitor | None:
    token = bearer(request) or ""
    admit = next((admit for prefix, admit in _programs.items() if token.startswith(prefix)), None)
    return Visitor(admit(token, request)) if admit else None
