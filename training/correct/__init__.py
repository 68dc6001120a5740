"""Training of the correct stage's scorer; `python -m training.correct` is the way in."""
