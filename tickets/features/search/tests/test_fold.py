"""What people type differently is the same letters; what differs in meaning isn't."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.features.search.fold import composed, fold, indexed, place, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Déjà VU", "deja vu"),
        ("Straße", "STRASSE"),
        ("\uff21\uff22\uff23\u3000\uff11\uff12", "abc 12"),
        ("ﬁn", "fin"),
        ("Łódź", "lodz"),
        ("İstanbul", "ISTANBUL"),
        ("a\u00adb\u200bc", "abc"),
        ("two\n\n  lines", "two lines"),
        ("آخر", "اخر"),
        ("ｶﾞｽ", "ガス"),
        (unicodedata.normalize("NFD", "환불"), "환불"),
    ],
)
def test_the_same_letters(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("が", "か"), ("คุณ", "คณ"), ("a", "b"), ("환", "화")])
def test_other_letters(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_letter_of_a_script_without_spaces_is_three_and_so_are_two_that_stand_together() -> None:
    assert fold("订单") == "·订·单·"
    assert len(fold("单")) == 3
    assert fold("㍻……") == "·平·成·......"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Müller", "Müller"),
        ("Müller", "mueller"),
        ("Müller", "muller"),
        ("Mueller", "Müller"),
        ("Mueller", "mueller"),
    ],
)
def test_ue_is_another_way_to_write_it(written: str, typed: str) -> None:
    assert any(one in indexed(written) for one in spellings(typed))


@pytest.mark.parametrize(("written", "typed"), [("Mueller", "muller"), ("trust", "true"), ("dosis", "does")])
def test_and_none_where_it_is_no_umlaut(written: str, typed: str) -> None:
    assert not any(one in indexed(written) for one in spellings(typed))


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Herr   Müller da", "mueller", "Müller"),
        ("für Straßenbau", "strasse", "Straße"),
        ("我的订单没有", "订单", "订单"),
        ("我的订单没有", "单", "单"),
        ("col·lega de 单·订", "订", "订"),
        ("Èl col·lega", "COL·LEGA", "col·lega"),
        ("  au lait déjà", "DEJA", "déjà"),
        ("nothing", "else", None),
    ],
)
def test_a_word_is_found_again_in_the_text(text: str, word: str, found: str | None) -> None:
    at = place(text, word)
    assert (at and text[slice(*at)]) == found


@given(st.text(max_size=40), st.text(max_size=40), st.text(min_size=1, max_size=20))
def test_whatever_is_written_is_found_by_itself(before: str, after: str, word: str) -> None:
    text = composed(f"{before} {word} {after}")
    folded = fold(word)
    assert folded in fold(text) or not folded
    if folded:
        start, end = place(text, word) or (0, 0)
        assert (folded.strip("·") or folded) in fold(text[start:end])
    assert fold(folded) == folded or "·" in folded


@given(st.text(alphabet=st.characters(max_codepoint=0x7F), max_size=40))
def test_plain_letters_are_folded_as_any(text: str) -> None:
    """`ﬁ` and what comes with it takes the long way, which must be the same one."""
    assert fold(f"{text} ﬁ") == " ".join(filter(None, [fold(text), "fi"]))
