"""Training of the strip stage's classifiers; `python -m training.strip` is the way in."""
