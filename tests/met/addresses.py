"""Whose address it is, behind whatever proxy; and what may be guessed from one."""

from typing import Final

from tests.guard import Guard

ADDRESSES, ADDRESSES_TEST = "tickets/wire/addresses.py", "tickets/wire/tests/test_addresses.py"
FORWARDED, FORWARDED_TEST = "support_site/forwarded.py", "support_site/tests/test_forwarded.py"
LIMITS, SIGN_IN_TEST = "tickets/conversation/limits.py", "tickets/tests/test_sign_in.py"
SETTINGS = "support_site/settings.py"
HTTPS, VIEWS, OWN_TEST = "support_site/https.py", "tickets/views.py", "tickets/tests/test_own_address.py"

GUARDS: Final = [
    Guard(
        "address: the entry that the trusted proxy wrote",
        ADDRESSES,
        "address(written[-hops])",
        "address(written[0])",
        ADDRESSES_TEST,
    ),
    Guard(
        "address: over all lines of the header",
        ADDRESSES,
        "for line in lines for part",
        "for line in list(lines)[:1] for part",
        ADDRESSES_TEST,
    ),
    Guard("address: with a port", ADDRESSES, 'text = match["v6"] or match["v4"]', "pass", ADDRESSES_TEST),
    Guard(
        "address: what is none",
        ADDRESSES,
        "    except ValueError:\n        return None",
        "    except ValueError:\n        return text",
        ADDRESSES_TEST,
    ),
    Guard(
        "address: then the connection's own",
        FORWARDED,
        "if seen := said or own:",
        "if seen := said:",
        FORWARDED_TEST,
    ),
    Guard(
        "address: on sockets too",
        FORWARDED,
        'not in ("http", "websocket")',
        'not in ("http",)',
        FORWARDED_TEST,
    ),
    Guard(
        "address: of an untrusted peer nothing is believed",
        SETTINGS,
        "_proxy_hops if BEHIND_PROXY else 0",
        "_proxy_hops",
        "support_site/tests/test_settings.py::test_proxies_are_believed_that_are_said_to_be_there",
    ),
    Guard(
        "address: one hop by default",
        SETTINGS,
        '"PROXY_HOPS", 1,',
        '"PROXY_HOPS", 2,',
        "tickets/tests/test_settings.py",
    ),
    Guard(
        "address: IPv6 by /64", ADDRESSES, "SITE_BITS: Final = 64", "SITE_BITS: Final = 128", ADDRESSES_TEST
    ),
    Guard(
        "address: IPv4 within IPv6",
        ADDRESSES,
        "(isinstance(parsed, IPv6Address) and parsed.ipv4_mapped) or parsed",
        "parsed",
        ADDRESSES_TEST,
    ),
    Guard(
        "/64: openings",
        LIMITS,
        "_take(_openings, counted(address)",
        "_take(_openings, address",
        "tests/journeys/test_addresses.py::test_openings_are_counted_by_site",
    ),
    Guard(
        "/64: sign-ins", LIMITS, "_take(_sign_ins, counted(address)", "_take(_sign_ins, address", SIGN_IN_TEST
    ),
    Guard(
        "/64: the lock",
        LIMITS,
        'return counted(request.META.get("REMOTE_ADDR", ""))',
        'return request.META.get("REMOTE_ADDR", "")',
        SIGN_IN_TEST,
    ),
    Guard(
        "/64: what is stored",
        LIMITS,
        "_of_address.of(counted(address), now)",
        "_of_address.of(address, now)",
        "tickets/conversation/tests/test_storing.py",
    ),
    Guard(
        "/64: sockets",
        "tickets/wire/socket.py",
        "self.counted = counted((scope",
        "self.counted = str((scope",
        "tests/faults/test_edges.py::test_an_address_has_so_many_sockets",
    ),
    Guard(
        "sign-in: made-up names are counted by address",
        LIMITS,
        '    _take(_sign_ins, counted(address), "Too many tries to sign in from your address.")\n',
        "",
        SIGN_IN_TEST,
    ),
    Guard(
        "sign-in: at both of its pages",
        "support_site/urls.py",
        'path("admin/login/"',
        'path("admin/log-in/"',
        SIGN_IN_TEST,
    ),
    Guard(
        "sign-in: few hashes at once",
        LIMITS,
        "with _passwords.turn():\n            yield",
        "yield",
        SIGN_IN_TEST,
    ),
    Guard(
        "sign-in: who knows the password doesn't count",
        "tickets/sign_in.py",
        "            limits.was_no_guess(address)\n",
        "            pass\n",
        SIGN_IN_TEST,
    ),
    Guard(
        "sign-in: a try doesn't renew the lock",
        SETTINGS,
        "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False",
        "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = True",
        SIGN_IN_TEST,
    ),
    Guard(
        "self-test: all visitors have one address",
        "static/js/connections/self_test.js",
        "return wrong ? bad(wrong) : good(",
        "return good(",
        "tests/js/connections/self_test.test.js",
    ),
    Guard(
        "wrong address: a sign-in says so",
        VIEWS,
        "if origin and origin not in settings.PUBLIC_ORIGINS:",
        "if False:",
        OWN_TEST,
    ),
    Guard(
        "wrong address: an unknown host is told",
        VIEWS,
        "if isinstance(exception, DisallowedHost):",
        "if False:",
        OWN_TEST,
    ),
    Guard(
        "wrong address: each page says so itself",
        "static/js/pages/own_address.js",
        "  if (origins.includes(location.origin)) return;",
        "  return;",
        "tests/browser/test_connections.py::test_a_page_at_such_an_address_says_so_itself",
    ),
    Guard(
        "https: no redirect in a circle", HTTPS, "if why := _why_in_vain(request):", 'if why := "":', OWN_TEST
    ),
    Guard(
        "https: a proxy that always says http",
        HTTPS,
        "if BY_HTTPS in request.COOKIES:",
        "if False:",
        OWN_TEST,
    ),
]
