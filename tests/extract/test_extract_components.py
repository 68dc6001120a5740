from pipeline.extract import Recogniser
from pipeline.extract.components import spacy_pipeline


def test_entities_of_a_spacy_document_are_the_mentions(shipped_recogniser: Recogniser) -> None:
    doc = spacy_pipeline(shipped_recogniser)("Hip pain is treated with ibuprofen.  Rest, or ice-cold packs?")
    entities = [(entity.text, entity.label_) for entity in doc.ents]
    assert entities[:2] == [("Hip pain", "SYMPTOM"), ("ibuprofen", "TREATMENT")]
    assert doc.text == "Hip pain is treated with ibuprofen. Rest, or ice-cold packs? "


def test_text_without_words_has_no_entities(shipped_recogniser: Recogniser) -> None:
    assert list(spacy_pipeline(shipped_recogniser)("  ").ents) == []
