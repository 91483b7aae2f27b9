"""An act that depends on what was seen says what was seen."""

from typing import Final

from tests.guard import Guard

STATUS, STATUS_TEST = "tickets/features/status/effects.py", "tickets/features/status/tests/test_as_seen.py"
GIVEN, GIVEN_TEST = (
    "tickets/features/assignment/effects.py",
    "tickets/features/assignment/tests/test_as_seen.py",
)
DOORS = "tests/journeys/test_what_was_seen.py::test_an_act_is_refused_if_the_screen_was_old"

GUARDS: Final = [
    Guard(
        "seen: what the customer wrote since keeps it open",
        STATUS,
        "if unseen is not None:",
        "if False:",
        STATUS_TEST,
    ),
    Guard(
        "seen: and is named",
        STATUS,
        '"The customer has written since.", seq=unseen)',
        '"The customer has written since.")',
        STATUS_TEST,
    ),
    Guard(
        "seen: the customer's messages alone",
        "tickets/conversation/timeline.py",
        "ticket.events.filter(kind=Event.Kind.MESSAGE, role=Event.Role.CUSTOMER, seq__gt=seq)",
        "ticket.events.filter(seq__gt=seq)",
        STATUS_TEST,
    ),
    Guard(
        "seen: in another log nothing was",
        STATUS,
        "self.seen if self.seen < event.seq else 0",
        "self.seen",
        STATUS_TEST,
    ),
    Guard(
        "seen: only who resolves is asked",
        STATUS,
        "resolves = event.body == RESOLVED != ticket.status",
        "resolves = True",
        STATUS_TEST,
    ),
    Guard(
        "seen: without it, as ever",
        "tickets/features/status/actions.py",
        "status_set if seen is None else StatusAsSeen(seen)",
        "StatusAsSeen(seen or 0)",
        STATUS_TEST,
    ),
    Guard(
        "seen: by the frame",
        "tickets/features/status/socket.py",
        "await actions.set_status(seat, frame.id, frame.status, frame.seen)",
        "await actions.set_status(seat, frame.id, frame.status)",
        DOORS,
    ),
    Guard(
        "seen: by the call",
        "tickets/features/status/api.py",
        "change.status, change.seen)",
        "change.status, None)",
        STATUS_TEST,
    ),
    Guard(
        "seen: a refusal is final", STATUS, 'written since.", seq=', 'written since.", 1, seq=', STATUS_TEST
    ),
    Guard(
        "seen: the desk says how far",
        "static/js/features/status/acts.js",
        "status: to, seen: desk.seen(ticket)",
        "status: to, seen: undefined",
        "tests/js/features/status/acts.test.js",
    ),
    Guard(
        "seen: the desk shows what was not",
        "static/js/features/status/acts.js",
        'verdict.code === "unseen" && desk.reveal(verdict)',
        "void verdict",
        "tests/js/features/status/acts.test.js",
    ),
    Guard(
        "seen: what was under the list's end was not",
        "static/js/conversation/conversation.js",
        "    if (atEnd()) shown = timeline.after;\n",
        "    shown = timeline.after;\n",
        "tests/browser/test_what_was_seen.py::test_what_came_under_the_lists_end_was_not_seen",
    ),
    Guard(
        "seen: what the agent read offline is as old as that",
        "static/js/desk/requests.js",
        "for (const { frame } of open.values()) send(frame);",
        "",
        "tests/js/desk/asking.test.js",
    ),
    Guard(
        "taken: by somebody else meanwhile",
        GIVEN,
        "if holder and holder.username not in held_by:",
        "if False:",
        GIVEN_TEST,
    ),
    Guard(
        "taken: nobody's is nobody else's",
        GIVEN,
        "if holder and holder.username",
        "if not holder or holder.username",
        GIVEN_TEST,
    ),
    Guard("taken: and who has it is said", GIVEN, 'by now.", holder=name)', 'by now.")', GIVEN_TEST),
    Guard(
        "taken: by the frame",
        "tickets/features/assignment/socket.py",
        "await actions.assign(seat, frame.id, frame.agent, frame.held_by)",
        "await actions.assign(seat, frame.id, frame.agent, ())",
        DOORS,
    ),
    Guard(
        "taken: by the call",
        "tickets/features/assignment/api.py",
        "change.agent, change.held_by)",
        "change.agent, ())",
        GIVEN_TEST,
    ),
    Guard(
        "taken: the desk says whose it was",
        "static/js/features/assignment/giving.js",
        ", from: holderIn(desk.row(ticket))",
        "",
        "tests/js/features/assignment/acts.test.js",
    ),
    Guard(
        "reopened: the customer waits still",
        STATUS,
        "None if resolved else timeline.unanswered_since(ticket)",
        "None",
        STATUS_TEST,
    ),
    Guard(
        "reopened: but not for what was answered",
        "tickets/conversation/timeline.py",
        "messages.filter(role=Event.Role.CUSTOMER, seq__gt=answered)",
        "messages.filter(role=Event.Role.CUSTOMER)",
        STATUS_TEST,
    ),
]
