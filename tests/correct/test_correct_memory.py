"""What is remembered is what would be answered, however small the memory is."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.correct.memory import Memory

QUESTIONS = st.lists(st.lists(st.integers(0, 9), max_size=8), max_size=8)


@given(asked=QUESTIONS, size=st.integers(0, 12))
def test_answers_do_not_depend_on_what_was_asked_before(asked, size):
    memory = Memory(lambda numbers: [number**2 for number in numbers], size)
    assert [memory.of(one) for one in asked] == [[number**2 for number in one] for one in asked]


def test_nothing_is_answered_twice_while_there_is_room():
    answered = []

    def answers(numbers):
        answered.extend(numbers)
        return numbers

    memory = Memory(answers, 5)
    for asked in ([1, 2, 1], [2, 3], [1, 3]):
        memory.of(asked)
    assert answered == [1, 2, 3]


def test_a_full_memory_begins_anew():
    answered = []

    def answers(numbers):
        answered.extend(numbers)
        return numbers

    memory = Memory(answers, 2)
    for asked in ([1, 2], [3], [1]):
        memory.of(asked)
    assert answered == [1, 2, 3, 1]
