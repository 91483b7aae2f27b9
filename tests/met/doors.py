"""What changes by Django's own doors is told as if by ours."""

from typing import Final

from tests.guard import Guard

SIGNALS = "tickets/features/assignment/signals.py"
DEPARTURES, GIVEN = "tickets/features/assignment/departures.py", "tickets/features/assignment/effects.py"
DEPARTURES_TEST = "tickets/features/assignment/tests/test_departures.py"
OTHER_DOORS, NAMES_TEST = "tickets/other_doors.py", "tickets/conversation/tests/test_names.py"
NAMES, TIMELINE = "tickets/conversation/names.py", "tickets/conversation/timeline.py"
ADMIN, ADMIN_TEST = "tickets/admin.py", "tickets/tests/test_admin.py"
JS_TIMELINE = "static/js/conversation/timeline.js"
DELETED = "tests/browser/test_deleted.py::test_every_open_page_hears_of_it"

GUARDS: Final = [
    Guard(
        "gone: who is deactivated leaves no ticket behind",
        SIGNALS,
        "    if not created and not access.answers(instance):\n        _tell(departures.gone(instance))",
        "    pass",
        DEPARTURES_TEST,
    ),
    Guard(
        "gone: nor who is deleted",
        SIGNALS,
        "    _tell(departures.gone(instance, resolved=True))",
        "    pass",
        DEPARTURES_TEST,
    ),
    Guard(
        "gone: and pages are told",
        SIGNALS,
        "on_commit(partial(announce.at_once, told))",
        "pass",
        DEPARTURES_TEST,
    ),
    Guard(
        "gone: not before it is so",
        SIGNALS,
        "on_commit(partial(announce.at_once, told))",
        "announce.at_once(told)",
        DEPARTURES_TEST,
    ),
    Guard(
        "gone: by a door that tells nobody",
        DEPARTURES,
        "return [written for user in others for written in gone(user)]",
        "return []",
        DEPARTURES_TEST,
    ),
    Guard(
        "gone: a resolved ticket that comes back",
        GIVEN,
        "not access.answers(ticket.assignee):",
        "False:",
        DEPARTURES_TEST,
    ),
    Guard(
        "gone: who leads looks for it",
        "tickets/management/commands/heartbeat.py",
        "                await actions.look_again()\n",
        "                pass\n",
        "tickets/liveness/tests/test_command.py",
    ),
    Guard(
        "names: an agent's is told at once",
        OTHER_DOORS,
        "on_commit(partial(announce.at_once, [renamed]))",
        "pass",
        NAMES_TEST,
    ),
    Guard(
        "names: a customer's is told on each ticket",
        OTHER_DOORS,
        "on_commit(partial(_tell_anew, instance.tickets.all()))",
        "pass",
        NAMES_TEST,
    ),
    Guard(
        "names: a subject too",
        OTHER_DOORS,
        "on_commit(lambda: announce.at_once(actions.told_anew(instance.pk, was_whose)))",
        "pass",
        NAMES_TEST,
    ),
    Guard(
        "names: not at each sign-in",
        OTHER_DOORS,
        "(update_fields is None or NAMES & set(update_fields))",
        "True",
        NAMES_TEST,
    ),
    Guard(
        "names: to whom has met the agent",
        NAMES,
        "hub().deliver_to(map(groups.customer_of, met), renamed)",
        "pass",
        NAMES_TEST,
    ),
    Guard(
        "names: and to nobody else",
        NAMES,
        "hub().deliver_to(map(groups.customer_of, met), renamed)",
        "hub().deliver_to(map(groups.customer_of, tickets), renamed)",
        NAMES_TEST,
    ),
    Guard(
        "names: old words have those of today",
        TIMELINE,
        "return person_of(event.agent).shown",
        'return person_of(event.agent).shown | {"name": event.agent.username}',
        NAMES_TEST,
    ),
    Guard(
        "names: an assignment says that of today",
        TIMELINE,
        "person_of(event.assignee).name if event.assignee else event.body",
        "event.body",
        NAMES_TEST,
    ),
    Guard(
        "names: in what a page has",
        JS_TIMELINE,
        "for (const { key, name } of namedBy(frame)) rename((one) => one.key === key, name);",
        "",
        "tests/js/conversation/timeline.test.js",
    ),
    Guard(
        "names: the customer's in what a page has",
        JS_TIMELINE,
        'if (frame.customer) rename((one) => one.role === "customer", frame.customer);',
        "",
        "tests/js/conversation/timeline.test.js",
    ),
    Guard(
        "names: on open pages",
        "static/js/pages/customer.js",
        "person: ({ key, name }) => conversation.rename(key, name),",
        "",
        "tests/browser/test_names.py",
    ),
    Guard(
        "deleted: a superuser may",
        ADMIN,
        "request.user.is_active and request.user.is_superuser",
        "False",
        ADMIN_TEST,
    ),
    Guard(
        "deleted: nobody else",
        ADMIN,
        "request.user.is_active and request.user.is_superuser",
        "request.user.is_active",
        ADMIN_TEST,
    ),
    Guard("deleted: with all that belongs to it", ADMIN, "set(), []\n", "{'events'}, []\n", ADMIN_TEST),
    Guard(
        "deleted: pages are told",
        OTHER_DOORS,
        "on_commit(partial(announce.at_once, announcements.gone(instance.public_id, sight.whose(instance))))",
        "pass",
        "tests/journeys/test_what_was_seen.py::test_a_ticket_that_is_deleted_is_gone_for_everybody",
    ),
    Guard(
        "deleted: who missed it hears it later",
        "tickets/conversation/repair.py",
        "        _gone(ticket)\n",
        "        pass\n",
        "tickets/conversation/tests/test_repair.py",
    ),
    Guard(
        "deleted: by HTTP it was there",
        "tickets/people/access.py",
        "return gone() if had(visitor, public_id, token) else not_found()",
        "return not_found()",
        "tickets/tests/test_doors.py::test_who_had_a_ticket_that_was_deleted_hears_that_it_was",
    ),
    Guard(
        "deleted: nothing is owed any more",
        "static/js/pages/customer.js",
        '    outbox.giveUp(ticket, { code: "not_found" });\n',
        "",
        "tests/browser/test_deleted.py::test_what_was_written_offline_is_owed_to_nobody",
    ),
    Guard(
        "deleted: the outbox gives up",
        "static/js/outbox/outbox.js",
        'if (item.state === "waiting") this.#fail(item, reason);',
        "{}",
        "tests/js/outbox/outbox.test.js",
    ),
    Guard(
        "deleted: the customer is told so",
        "static/js/pages/customer.js",
        'parts.expiredTitle.textContent = t("conversation.gone");',
        "",
        DELETED,
    ),
    Guard(
        "deleted: the desk says so",
        "static/js/pages/desk.js",
        't(was ? "desk.gone" : "desk.no-such")',
        't("desk.no-such")',
        DELETED,
    ),
]
