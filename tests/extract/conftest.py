import pytest

from pipeline.extract import Recogniser, load_recogniser
from pipeline.vocabulary import load_vocabulary


@pytest.fixture(scope="session")
def shipped_recogniser() -> Recogniser:
    return load_recogniser(load_vocabulary())
