"""Extract: clean text -> mentions with concepts, topic, and the relations between them."""

from pipeline.extract.everyday import stage_rules
from pipeline.extract.heeded import heed_mentions
from pipeline.extract.mentions import extract
from pipeline.extract.recogniser import Recogniser, load_recogniser
from pipeline.extract.relations import relate

__all__ = ["Recogniser", "extract", "heed_mentions", "load_recogniser", "relate", "stage_rules"]
