"""What of mail people ask for by HTTP, and the way in for a provider's."""

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import AfterValidator, StringConstraints

from tickets.api_answers import PROBLEMS, refusal
from tickets.api_docs import BY_AGENT, BY_CUSTOMER_OR_AGENT, BY_PROVIDER, Documented, DocumentedBody, example
from tickets.conversation.calls import at_seat
from tickets.conversation.schemas import AT, ID, TICKET
from tickets.database import in_database
from tickets.features.mail import asked, kept, webhook
from tickets.people import callers
from tickets.people.roles import Right
from tickets.refusals import Refused
from tickets.wire import frames

router = Router(tags=["E-mail"])

Provider = Literal["mailgun", "postmark", "sendgrid", "ses"]

RAW: Final = {
    "requestBody": {
        "required": True,
        "content": {"message/rfc822": {"schema": {"type": "string", "format": "binary"}}},
    }
}
ROW: Final[dict[str, Any]] = {
    "id": ID,
    "sender": "carla@example.com",
    "subject": "Re: An order",
    "at": AT,
    "reason": "another-address",
    "ticket": TICKET,
}
Named = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=64), AfterValidator(frames.printable)
]


class HeldMail(Documented):
    model_config = example(**ROW)
    id: str
    """To do something about it by."""
    sender: str
    """Who it says that it is from."""
    subject: str
    """As it came."""
    at: str
    """When it came."""
    reason: str
    """Why nobody placed it: `another-address`, `too-many`, `forged`, `too-large`, `unreadable: …`, or what
    kind of machine wrote it."""
    ticket: str | None
    """What it belongs to, as far as that is known."""


class HeldMails(Documented):
    model_config = example(mails=[ROW])
    mails: list[HeldMail]
    """The newest 200."""


class Attached(Documented):
    number: int
    """Among the mail's parts."""
    name: str
    """As it came, without folders."""
    type: str
    """As the mail says."""
    size: int
    """Bytes."""


class WholeMail(HeldMail):
    model_config = example(
        **ROW, to=["support@example.com"], body="It works.\n\n> Does it work?", attached=[]
    )
    to: list[str]
    """Everybody whom it names as a recipient."""
    body: str
    """All of its text, quotes included."""
    attached: list[Attached]
    """What it has beside its text."""


class TakenMail(Documented):
    model_config = example(id=ID)
    id: str
    """By which agents find it."""


class PostedMail(Documented):
    model_config = example(id=ID)
    id: str
    """By which agents find it; empty: there was none in it, as when Amazon asks whether it may post here."""


class Placing(DocumentedBody):
    model_config = example(act="attach", ticket=TICKET)
    act: Literal["open", "attach", "drop"]
    """`open`: a ticket of its own; `attach`: a message of the customer's; `drop`: nobody needs it."""
    ticket: Named = ""
    """With `attach`: which, by its id or its number (`#12`)."""


@router.post(
    "/tickets/{ticket}/mail/link",
    summary="Mail the private link",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_CUSTOMER_OR_AGENT,
)
async def mail_link(request: HttpRequest, ticket: str) -> Any:
    """To the ticket's own address, and to no other; three letters an hour at most."""
    await at_seat(request, ticket, asked.for_link)
    return Status(204, None)


@router.get(
    "/tickets/{ticket}/mails/{id}",
    summary="Read a whole mail",
    response={200: WholeMail, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def whole_mail(request: HttpRequest, ticket: str, id: UUID) -> Any:
    """That a message came by: with what it quotes, as text."""
    return await at_seat(request, ticket, kept.of_ticket, id)


@router.get(
    "/mails", summary="List held mails", response={200: HeldMails, **PROBLEMS}, openapi_extra=BY_AGENT
)
async def held_mails(request: HttpRequest) -> Any:
    """What can't be read or placed, with its reason."""

    def read() -> dict[str, Any]:
        return {"mails": kept.held(callers.agent(request))}

    return await in_database(read)


@router.post(
    "/mails/{id}",
    summary="Place a held mail",
    response={204: None, **PROBLEMS},
    openapi_extra=BY_AGENT,
)
async def place_mail(request: HttpRequest, id: UUID, placing: Placing) -> Any:
    """`not_found`: somebody else was first, or there is no such ticket."""

    def place() -> None:
        kept.act(callers.agent(request, Right.ANSWER), id, placing.act, placing.ticket)

    await in_database(place)
    return Status(204, None)


@router.post(
    "/mail",
    summary="Hand in a mail",
    response={200: TakenMail, **PROBLEMS},
    openapi_extra=BY_PROVIDER | RAW,
)
async def hand_in_mail(request: HttpRequest) -> Any:
    """The raw mail, as it came, of at most 25 MB. It is on disk when this is answered; the same one again is
    one."""
    webhook.must_know_secret(request.headers.get("Authorization", ""))
    return await in_database(webhook.hand_in, request.read(webhook.MOST))


@router.post(
    "/mail/{provider}",
    summary="Post a mail as a provider does",
    response={200: PostedMail, **PROBLEMS},
    openapi_extra=BY_PROVIDER,
)
async def post_mail(request: HttpRequest, provider: Provider) -> Any:
    """In the provider's own form, with the raw mail in it. It is on disk when this is answered. Where there
    is MAILGUN_SIGNING_KEY, Mailgun's signature counts instead of the secret."""
    return await _posted(request, provider)


@router.post(
    "/mail/{provider}/mime",
    summary="The same, by the name that Mailgun wants",
    response={200: PostedMail, **PROBLEMS},
    openapi_extra=BY_PROVIDER,
)
async def post_mime(request: HttpRequest, provider: Provider) -> Any:
    """Mailgun posts raw mails to addresses that end so, and parts of them to others."""
    return await _posted(request, provider)


async def _posted(request: HttpRequest, provider: str) -> Any:
    told = (provider, request.headers.get("Authorization", ""), request.headers.get("Content-Type", ""))
    try:
        return {"id": await in_database(webhook.posted, *told, request.read(webhook.MOST_POSTED + 1))}
    except Refused as refused:
        if refused.code != "signed_out":
            raise
        answer = refusal(refused)
        answer["WWW-Authenticate"] = 'Basic realm="mail"'  # Amazon says it only then
        return answer
