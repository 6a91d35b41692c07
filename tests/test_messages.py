"""Messages: text in English, and sentences in every other language once somebody says them."""

from __future__ import annotations

import copy
import pickle

import pytest

from assessor.messages import IN_ENGLISH, Counted, Message, Say, in_words, listed


class Spanish:
    """Knows a few sentences."""

    WORDS = {
        "{part} must be {expected}": "{part} debe ser {expected}",
        "a list": "una lista",
        "text": "texto",
        "{first} or {last}": "{first} o {last}",
        "{number} entry": "{number} entrada",
        "{number} entries": "{number} entradas",
        "{names} and {number} more": "{names} y {number} más",
    }

    def __call__(self, sentence: str, /, **values: object) -> str:
        said = self.WORDS.get(sentence, sentence)
        return said.format(**values) if values else said

    def many(self, one: str, other: str, number: int, /, **values: object) -> str:
        return self(one if number == 1 else other, number=number, **values)


SPANISH: Say = Spanish()


def test_a_message_is_text_in_english() -> None:
    message = Message("{part} must be {expected}", part="`x`", expected=Message("a list"))
    assert message == "`x` must be a list"
    assert (str(message), f"{message}", type(str(message))) == (message, message, str)


def test_a_message_is_said_with_the_messages_in_it() -> None:
    message = Message("{part} must be {expected}", part="`x`", expected=Message("a list"))
    assert message.said(SPANISH) == "`x` debe ser una lista"
    assert message.said(IN_ENGLISH) == message


def test_what_is_filled_in_is_never_read_as_a_sentence() -> None:
    message = Message("{part} must be {expected}", part="{expected}", expected="a list {0}")
    assert message == "{expected} must be a list {0}"
    assert message.said(SPANISH) == "{expected} debe ser a list {0}"


def test_braces_of_a_sentence_in_which_nothing_is_filled_in_are_braces() -> None:
    assert Message("a ',' within { } begins a new key").said(SPANISH) == "a ',' within { } begins a new key"


def test_a_sentence_can_be_filled_in_later() -> None:
    sentence = Message("{part} must be {expected}")
    assert sentence.filled(part="`x`", expected=Message("text")).said(SPANISH) == "`x` debe ser texto"


@pytest.mark.parametrize(
    ("number", "english", "spanish"), [(1, "1 entry", "1 entrada"), (3, "3 entries", "3 entradas")]
)
def test_a_number_has_its_own_form(number: int, english: str, spanish: str) -> None:
    message = Counted("{number} entry", "{number} entries", number)
    assert (message, message.said(SPANISH)) == (english, spanish)


@pytest.mark.parametrize(
    ("names", "limit", "english", "spanish"),
    [
        ([], 12, "", ""),
        (["a"], 12, "a", "a"),
        (["a", "b"], 12, "a or b", "a o b"),
        ([Message("a list"), "b", Message("text")], 12, "a list, b or text", "una lista, b o texto"),
        (["a", "b", "c", "d"], 2, "a, b and 2 more", "a, b y 2 más"),
    ],
)
def test_choices_are_listed(names: list[str], limit: int, english: str, spanish: str) -> None:
    found = listed(names, limit)
    assert (found, in_words(found, SPANISH)) == (english, spanish)


@pytest.mark.parametrize(
    "message",
    [
        Message("{part} must be {expected}", part="`x`", expected=Message("a list")),
        Counted("{number} entry", "{number} entries", 2),
    ],
)
def test_a_copy_says_the_same(message: Message) -> None:
    for again in (copy.deepcopy(message), pickle.loads(pickle.dumps(message))):
        assert (again, again.said(SPANISH)) == (message, message.said(SPANISH))
