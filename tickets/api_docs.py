"""What /api/docs says of every call beside its types: who may call, what a refusal means.

A call's part is its `summary`, its docstring, `openapi_extra` (BY_CUSTOMER_OR_AGENT, BY_AGENT or
BY_ANYBODY), an answer that is a `Documented` and a body that is a `DocumentedBody`: a docstring under
each field, and an example.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from ninja import Schema
from pydantic import ConfigDict

from tickets.described import Described
from tickets.refusals import STATUS

Json = dict[str, Any]
REFUSED: Final = 400  # the answer that stands for every refusal until somebody asks for the schema
BY_CUSTOMER_OR_AGENT: Final[Json] = {"security": [{"token": []}, {"session": []}]}
BY_AGENT: Final[Json] = {"security": [{"session": []}]}
BY_VISITOR: Final[Json] = {"security": [{"identity": []}]}
BY_PROVIDER: Final[Json] = {"security": [{"provider": []}]}
BY_ANYBODY: Final[Json] = {"security": []}

DESCRIPTION: Final = """The calls of docs/protocol.md. What a page does over its socket has a twin here, and
both are refused alike: `{code, message}` with the status of the code.

Each answer carries the header `Holdfast: 1`, refusals too. A call that changes something and carries an
`Origin` is refused unless the origin is one of ours."""

SECURITY: Final[Json] = {
    "provider": {
        "type": "http",
        "scheme": "bearer",
        "description": "Of a mail provider: the desk's secret for it, or the same as the password of Basic.",
    },
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A ticket's private link has it behind the #: it opens this ticket as its customer.",
    },
    "identity": {
        "type": "http",
        "scheme": "bearer",
        "description": "A JWT by which a website vouches for its visitor.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "An agent's sign-in, and the tickets that this browser opened. A browser that has "
        "both is the customer there, unless it says `as`.",
    },
}
_of_agents: Json = {}


def with_security(name: str, scheme: Json) -> None:
    """The seam for one more way in which agents may call (`callers.with_tokens`): wherever a session does."""
    _of_agents[name] = scheme


AS: Final[Json] = {
    "in": "query",
    "name": "as",
    "required": False,
    "schema": {"type": "string"},
    "description": "The agent's user name: as whom the browser calls. Refused with `signed_out` if another "
    "or nobody is signed in by now.",
}
TICKET: Final = "The ticket's public id, which nobody guesses."

# Each code that a call may be refused with, and when.
WHEN: Final = {
    "bad_frame": "the body is no JSON object",
    "bad_field": "a field is missing or of the wrong kind (`fields` names all that are)",
    "too_long": "a text, or the whole call, is too long",
    "signed_out": "nobody is signed in, or somebody else than `as` says; the sign-in or API token has ended",
    "forbidden": "only agents may do this; the call comes from another site; a site doesn't vouch for them; "
    "an API token lacks the scope",
    "not_found": "there is no such ticket, or it isn't yours; `gone`: it was yours, and was deleted",
    "conflict": "the `id` was used for something else",
    "unchanged": "it is so already",
    "unseen": "the customer has written since (`seq`)",
    "taken": "somebody else has the ticket by now",
    "merged": "the ticket, or the one it would go into, goes on in another one",
    "other_person": "the two may be different people's: say that you are `sure`",
    "not_ready": "not all of a message's files have arrived, or the file is still being checked",
    "ticket_full": "the ticket keeps no more files",
    "too_large": "a file is larger than `welcome.limits.file`",
    "newer_reply": "another agent has answered after `seen`; `event` is the answer",
    "too_many_tags": "a ticket has more than 20 tags, or the desk more than 1,000",
    "too_many_files": "a message has more files than `welcome.limits.files`",
    "no_room": "the disk has no room for files: `Retry-After` says when to come back",
    "rate_limited": "too much at once: `Retry-After` says when to come back",
    "unavailable": "the database can't be reached or is full: `Retry-After` says when to come back",
}


class Documented(Described):
    """An answer. A docstring under a field is its description."""


class DocumentedBody(Described, Schema):
    """What a call takes, the same way: ninja's own complains of what is no object by its fields."""


def example(**fields: Any) -> ConfigDict:
    """A schema's, as its `model_config`."""
    return ConfigDict(json_schema_extra={"examples": [fields]})


def complete(schema: Json) -> None:
    """What ninja can't know."""
    schema["components"]["securitySchemes"] = SECURITY | _of_agents
    for operation in _operations(schema):
        answers = operation["responses"]
        for status in sorted(set(STATUS.values()) if REFUSED in answers else ()):
            answers[status] = dict(answers[REFUSED])
        for status, answer in answers.items():
            if codes := _codes(int(status)):
                answer["description"] = "; ".join(f"`{code}`: {WHEN[code]}" for code in codes)
        for parameter in operation["parameters"]:
            _complete_parameter(parameter)
        if {"session": []} in operation["security"]:
            operation["parameters"].append(AS)
            operation["security"] = [*operation["security"], *({name: []} for name in _of_agents)]


def _complete_parameter(parameter: Json) -> None:
    if parameter["name"] == "ticket":
        parameter["description"] = TICKET
    if examples := parameter.pop("examples", None):  # a list, as JSON Schema has it: of its schema
        parameter["schema"]["examples"] = examples


def _operations(schema: Mapping[str, Any]) -> Iterator[Json]:
    """GET and HEAD of one view are one object: each gets its own, under a name of its own."""
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            methods[method] = deepcopy(operation)
            if method == "head":
                methods[method]["operationId"] += "_head"
            yield methods[method]


def _codes(status: int) -> list[str]:
    return [code for code in WHEN if STATUS[code] == status]
