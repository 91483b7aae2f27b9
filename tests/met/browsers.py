"""Other browsers than Chromium, and the black hole that stays black."""

from typing import Final

from tests.guard import Guard

TABS, TABS_TEST = "static/js/outbox/tabs.js", "tests/js/outbox/tabs.test.js"
TWIN, TWIN_TEST = "static/js/liveness/http_link.js", "tests/js/liveness/http_link.test.js"
LINK = "static/js/liveness/link.js"
PROXY, PROXY_TEST = "tests/faults/proxy.py", "tests/faults/test_proxy.py"
ENGINES = "tests/browser/conftest.py"
OUTBOX = "tests/browser/test_outbox.py"

GUARDS: Final = [
    Guard(
        "engines: what matters most is told in all three",
        "tests/browser/engines.py",
        'ENGINES: Final = ("chromium", "firefox", "webkit")',
        'ENGINES: Final = ("chromium",)',
        "tests/test_engines.py",
    ),
    Guard(
        "engines: a story may ask for all",
        ENGINES,
        'usual = ENGINES if story.get_closest_marker("every_engine") else ENGINES[:1]',
        "usual = ENGINES[:1]",
        "tests/test_engines.py",
    ),
    Guard(
        "engines: all may be asked of all", ENGINES, "ASKED_FOR or usual", "usual", "tests/test_engines.py"
    ),
    Guard(
        "engines: each keeps its black hole",
        "tests/browser/test_black_hole.py",
        "@pytest.mark.every_engine\n",
        "",
        "tests/test_engines.py",
    ),
    Guard(
        "tabs: a lock is not asked for again and again",
        TABS,
        "later = clock.setTimeout(() => turn ?? lead(), SILENCE);",
        "lead();",
        TABS_TEST,
    ),
    Guard(
        "tabs: a lock that is refused leaves each alone",
        TABS,
        "leading ? stolen() : alone()",
        "leading && stolen()",
        TABS_TEST,
    ),
    Guard(
        "tabs: what throws when it is asked for is not there",
        TABS,
        "  try {\n    return ask() ?? null;\n  } catch {\n    return null;\n  }",
        "  return ask() ?? null;",
        TABS_TEST,
    ),
    Guard(
        "tabs: a channel that throws leaves each alone",
        TABS,
        "    } catch {\n      alone();",
        "    } catch {",
        TABS_TEST,
    ),
    Guard(
        "tabs: a lock that is never given",
        TABS,
        "doubting = clock.setTimeout(alone, SILENCE);",
        "",
        TABS_TEST,
    ),
    Guard(
        "storage: what the browser refuses is in memory",
        "static/js/storage/store.js",
        "        storage.refuse(error);\n        return remember(item);",
        "        throw error;",
        "tests/js/storage/store.test.js",
    ),
    Guard(
        "storage: and said",
        "static/js/storage/storage.js",
        "onRefused?.(error);",
        "",
        "tests/js/storage/store.test.js",
    ),
    Guard(
        "storage: one that never answers",
        "static/js/storage/storage.js",
        "return within(patience, clock, act(await inTime));",
        "return act(await inTime);",
        "tests/js/storage/store.test.js",
    ),
    Guard(
        "storage: localStorage that throws",
        "static/js/storage/kept.js",
        "    try {\n      return act(storage());\n    } catch {\n      return null;\n    }\n",
        "    return act(storage());\n",
        "tests/js/storage/kept.test.js",
    ),
    Guard(
        "storage: a page says what it can't keep",
        "static/js/pages/customer.js",
        "parts.memory.hidden = place",
        "place",
        f"{OUTBOX}::test_a_browser_without_one_thing_says_what_it_cannot_keep_and_chats",
    ),
    Guard(
        "composer: Enter while the one before is being kept",
        "static/js/conversation/composer.js",
        "    leaving.push(written);\n",
        "    if (leaving.length) return;\n    leaving.push(written);\n",
        f"{OUTBOX}::test_enter_while_the_message_before_is_being_kept_keeps_both_in_order",
    ),
    Guard(
        "composer: what is written next stays with its ticket",
        "static/js/conversation/composer.js",
        "    now = () => last;\n",
        "",
        "tests/js/conversation/composer.test.js",
    ),
    Guard(
        "composer: what is being kept isn't offered again",
        "static/js/storage/drafts.js",
        "sent.get(ticket)?.then(load) ?? load()",
        "load()",
        "tests/js/conversation/composer.test.js",
    ),
    Guard(
        "start: what was left isn't hidden by what is typed",
        "static/js/pages/start.js",
        "body.value = written = left.body + written;",
        "{}",
        "tests/js/pages/start.test.js",
    ),
    Guard(
        "start: nothing is sent that nobody has seen",
        "static/js/pages/start.js",
        "if (typed().body !== body) return busy(false);",
        "",
        "tests/js/pages/start.test.js",
    ),
    Guard(
        "language: a tag that is none",
        "static/js/connections/language.js",
        '    Object.defineProperty(navigator, "language", { value: "en", configurable: true });',
        "",
        "tests/js/connections/language.test.js",
    ),
    Guard(
        "the proxy's hole: the old are dead for ever",
        PROXY,
        "self.dead: set[Way] = set(proxy.forgotten)",
        "self.dead: set[Way] = set()",
        PROXY_TEST,
    ),
    Guard(
        "black hole: a socket that still connects is closed",
        "static/js/wire/socket.js",
        "onclose = null;\n  socket.close();",
        "onclose = null;\n  if (socket.readyState) socket.close();",
        "tests/browser/test_black_hole.py::test_so_it_does_from_other_holes",
    ),
    Guard(
        "black hole: the twin reads with fresh tries",
        "static/js/pages/connect.js",
        "heard, steps: BRISK }",
        "heard, steps: [60_000] }",
        "tests/browser/test_black_hole.py::test_so_it_does_from_other_holes",
    ),
]
