"""Facts, not diagnoses: interpreting words get a question, sound answers pass."""

from hypothesis import given
from hypothesis import strategies as st

from samenop.core.incidents.observation import OBSERVATION_FIELDS, interpretations, unknown_answers


def test_an_interpreting_word_gets_the_question_that_leads_back_to_the_fact() -> None:
    hints = interpretations("Hij is psychotisch en een beetje dronken, zei de buurvrouw")
    assert [(hint.word, hint.question) for hint in hints] == [
        ("psychotisch", "what_did_you_see"),
        ("dronken", "what_did_you_smell_or_see"),
    ]


def test_inflected_words_are_heard_and_facts_are_left_alone() -> None:
    assert [hint.word for hint in interpretations("een verwarde man")] == ["verward"]
    assert interpretations("Hij loopt heen en weer en praat tegen de muur") == ()


@given(st.dictionaries(st.sampled_from(sorted(OBSERVATION_FIELDS)), st.text(max_size=8)))
def test_only_answers_of_the_form_pass(answers: dict[str, str]) -> None:
    wrong = set(unknown_answers(answers))
    for name, answer in answers.items():
        assert (name in wrong) == bool(answer and answer not in OBSERVATION_FIELDS[name])
