"""`make guards` takes long, so code moves on meanwhile: what each takes out must still be there."""

from tests import met
from tests.guards import GUARDS, ROOT, missed_by

ALL = (*GUARDS, *met.GUARDS)


def test_what_a_guard_takes_out_is_there_just_once() -> None:
    texts = {file: (ROOT / file).read_text() for file in {guard.file for guard in ALL}}
    assert not [(guard.file, guard.name) for guard in ALL if texts[guard.file].count(guard.text) != 1]


def test_the_story_that_misses_it_is_there() -> None:
    wanted = {missed_by(guard).split("[")[0] for guard in ALL}
    places = {file: (ROOT / file) for file in {one.split("::")[0] for one in wanted}}
    assert not [file for file, place in places.items() if not place.exists()]
    named = [one.split("::") for one in wanted if "::" in one]
    assert not [name for file, *names in named for name in names if name not in places[file].read_text()]
