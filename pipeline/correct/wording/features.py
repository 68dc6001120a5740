"""The names of what is known of an option for a doubtful word: an order that training and use share."""

PAIR_FEATURES = (
    "far", "farther", "first_letter", "last_letter", "same_bones", "same_sound", "same_letters",
    "same_but_doubled", "longer", "shorter", "inflected", "start", "contained", "length", "zipf_before",
    "zipf_after", "term_before", "term_after", "apart", "confused",
)  # fmt: skip
"""What the two words are to each other, see `pipeline.correct.wording.pairs`."""
FEATURES = (
    *PAIR_FEATURES, "gain", "gain_above_2", "gain_above_4", "commonness", "surprise", "uses_before",
    "uses_after", "phrase_before", "phrase_after", "neighbourhood_before", "neighbourhood_after", "capital",
    "hyphen", "opening", "glued", "built",
)  # fmt: skip
"""Names of the columns of `Doubt.features`, see `pipeline.correct.wording.options`."""
