"""What the page has loaded is not all there is."""

from typing import Final

from tests.guard import Guard

QUEUE, QUEUE_TEST = "tickets/desk/queue.py", "tickets/desk/tests/test_queue.py"
ROWS, ROWS_TEST = "static/js/desk/rows.js", "tests/js/desk/rows.test.js"
FIND, FIND_TEST = "static/js/desk/find.js", "tests/js/desk/find.test.js"
PANE, PANE_TEST = "static/js/desk/ticket_pane.js", "tests/js/desk/ticket_pane.test.js"
DESK = "static/js/pages/desk.js"
BEYOND = "tests/browser/test_more_than_is_loaded.py::test_beyond_the_first_hundred_everything_is_as_it_is"
NOTHING = (
    "tests/browser/test_more_than_is_loaded.py::test_an_address_of_nothing_says_so_and_has_no_live_buttons"
)

GUARDS: Final = [
    Guard(
        "row: it comes with the subscription",
        QUEUE,
        "return replace(page, row=row)",
        "return page",
        QUEUE_TEST,
    ),
    Guard(
        "row: and is known, in the list or not",
        DESK,
        "    if (frame.row) queue.know(frame.row);\n",
        "",
        BEYOND,
    ),
    Guard(
        "row: beside the list it is kept up to date",
        ROWS,
        "if (known === into || known.has(row.ticket)) known",
        "if (known === into) known",
        ROWS_TEST,
    ),
    Guard(
        "row: before it is known nothing is claimed",
        PANE,
        "words(parts.detailsWaiting, row ? waitingWords(row) : UNKNOWN);",
        "words(parts.detailsWaiting, waitingWords(row ?? { waiting_since: null }));",
        PANE_TEST,
    ),
    Guard(
        "row: nor anything done",
        "static/js/features/status/acts.js",
        "    if (!row) return;\n",
        "    if (!row) return void set(RESOLVED);\n",
        "tests/js/features/status/acts.test.js",
    ),
    Guard(
        "find: by the server",
        FIND,
        "if (wanted) timer = clock.setTimeout(() => look(wanted), SETTLE);",
        "",
        FIND_TEST,
    ),
    Guard("find: in all of the view", QUEUE, "[:LOOKED_AT]", "[:ROWS]", QUEUE_TEST),
    Guard(
        "find: whatever the case",
        QUEUE,
        '_has_all(" ".join(texts).casefold(), wanted)',
        '_has_all(" ".join(texts), wanted)',
        QUEUE_TEST,
    ),
    Guard(
        "find: says where it has looked",
        FIND,
        'all ? t("desk.looked-at-all") : t("desk.looked-at-newest", { n: MOST })',
        't("desk.looked-at-all")',
        FIND_TEST,
    ),
    Guard(
        "title: the server counts who calls",
        QUEUE,
        '"calling": calling(agent, seen)}',
        '"calling": 0}',
        QUEUE_TEST,
    ),
    Guard(
        "title: whatever the view",
        QUEUE,
        "mine = Ticket.objects.filter(views.calling(agent), seen)",
        "mine = Ticket.objects.filter(seen, assignee=agent.agent)",
        QUEUE_TEST,
    ),
    Guard(
        "title: the page takes its word",
        ROWS,
        "calling: list.calling ?? 0 }",
        "calling: list.rows.length }",
        ROWS_TEST,
    ),
    Guard(
        "counts: they say that they end", ROWS, "count >= MOST_COUNTED ? `${MOST_COUNTED}+` :", "", ROWS_TEST
    ),
    Guard(
        "counts: what is beyond isn't counted on",
        ROWS,
        "return Object.values(counts).every((count) => count < MOST_COUNTED - 1);",
        "return true;",
        ROWS_TEST,
    ),
    Guard(
        "nonsense: no server is asked",
        DESK,
        "ticket && NAME.test(ticket) ? converse(ticket) : null",
        "ticket ? converse(ticket) : null",
        NOTHING,
    ),
    Guard("nonsense: it is said", DESK, "  else if (ticket) showGone();\n", "", NOTHING),
    Guard(
        "nonsense: without live buttons",
        DESK,
        '  parts.ticket.toggleAttribute("data-gone", true);\n',
        "",
        NOTHING,
    ),
]
