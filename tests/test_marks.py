import pytest

from marks import assert_mentions, read_marks
from newsents import Mention, Report


@pytest.mark.parametrize(
    "sentence", ["no mark", "[Anna]", "[Anna](PERSON", "[](PERSON) left", "x](PERSON)", ""]
)
def test_a_sentence_without_sound_marks_is_an_error(sentence: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        read_marks(sentence)


def test_every_difference_fails() -> None:
    text, marks = read_marks("[Anna](PERSON) left [Oslo](GPE)")
    anna = Mention(start=0, end=4, text="Anna", label="PERSON", form="name")
    oslo = Mention(start=10, end=14, text="Oslo", label="GPE", form="name")
    assert_mentions(Report(text=text, mentions=(anna, oslo)), marks)
    assert_mentions(Report(text=text, mentions=(anna,)), marks, {"PERSON"})
    for found in [(), (anna,), (anna, Mention(start=10, end=14, text="Oslo", label="ORG", form="name"))]:
        with pytest.raises(AssertionError):
            assert_mentions(Report(text=text, mentions=found), marks)
    with pytest.raises(AssertionError):
        assert_mentions(Report(text=text), marks, {"ORG"})
