"""A network that forgets its connections, as a NAT or a phone's does: whatever was open is dead for
ever, and what is opened later lives. The page is back by itself, soon.

In every engine from the hole that takes all; from the others in Chromium, for what engines differ in is what
they do with connections that they keep."""

import pytest

from tests.browser.engines import expect
from tests.browser.people import People, Person
from tests.faults.proxy import Proxy, Way

pytestmark = pytest.mark.browser

DIED = 3  # connections that were opened in the hole
KEPT = 5  # that the browser keeps open for the next calls

HOLES: dict[str, tuple[Way, ...]] = {
    "both ways, while idle": ("up", "down"),
    "towards the server, while writing": ("up",),
    "towards the page, while writing": ("down",),
    "both ways, while connecting": ("up", "down"),
}
EVERYWHERE, *CHROMIUM = HOLES


@pytest.mark.every_engine
def test_a_page_comes_back_though_its_connections_never_do(people: People) -> None:
    comes_back(people, EVERYWHERE)


@pytest.mark.parametrize("hole", CHROMIUM)
def test_so_it_does_from_other_holes(people: People, hole: str) -> None:
    comes_back(people, hole)


def comes_back(people: People, hole: str) -> None:
    words = f"Said in the hole {hole}."
    network = people.network()
    carla = people.customer(through=network)
    keeps_connections(carla)

    def opens(proxy: Proxy) -> int:
        if "connecting" in hole:
            proxy.cut_all(reset=True)
        proxy.forgets(*HOLES[hole])
        return len(proxy.passed)

    before = network.do(opens)
    if "writing" in hole:
        carla.types(words)
    expect(carla.banner()).to_contain_text("Reconnecting…")
    tried = lambda: network.do(lambda proxy: len(proxy.passed)) >= before + DIED  # noqa: E731
    people.stack.wait_until(tried, "tries that die in the hole")
    network.do(Proxy.heals)
    carla.is_live()
    if "writing" not in hole:
        carla.types(words)
    carla.has_sent(words)
    assert carla.shown().count(words) == 1
    assert carla.was_never_reloaded()


def keeps_connections(person: Person) -> None:
    """As many as browsers keep to one host: each is one that a call may get stuck on."""
    calls = f"Array.from({{length: {KEPT}}}, () => fetch('/healthz', {{cache: 'no-store'}}))"
    person.page.evaluate(f"Promise.all({calls}).then(() => null)")
