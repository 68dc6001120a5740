"""Training of the correct stage's language model; `python -m training.language` is the way in."""
