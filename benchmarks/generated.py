"""Invented health pages by the thousand, made from templates: the same seed gives the same pages.

Each site has a frame of its own (menu, pointers, footer) round articles of some 130 words. Sentences are put
together from parts, so that pages are alike in kind and differ in text; a few hold errors.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

SITE_PAGES = 200
_CONDITIONS = (
    "asthma", "gout", "migraine", "eczema", "psoriasis", "osteoarthritis", "shingles", "tendinitis",
    "sinusitis", "bronchitis", "anaemia", "sciatica", "bursitis", "hay fever", "a stress fracture",
    "high blood pressure", "type 2 diabetes", "an underactive thyroid", "coeliac disease", "tonsillitis",
)  # fmt: skip
_SYMPTOMS = (
    "pain", "swelling", "a rash", "fatigue", "nausea", "a dry cough", "fever", "itching", "dizziness",
    "joint stiffness", "shortness of breath", "a sore throat", "headaches", "loss of appetite", "chills",
)  # fmt: skip
_TREATMENTS = (
    "ibuprofen", "physiotherapy", "an inhaler", "antihistamines", "rest", "ice packs", "paracetamol",
    "stretching exercises", "a steroid cream", "plenty of fluids", "antibiotics", "a splint", "surgery",
)  # fmt: skip
_PEOPLE = ("children", "runners", "older people", "women", "men", "office workers", "gardeners", "nurses")
_TIMES = ("in spring", "at night", "after a long walk", "in the morning", "during the winter", "after meals")
_OPENINGS = ("Most", "Many", "Some", "Only a few", "About half of the", "Very few")
_SENTENCES = (
    "{opening} {people} with {condition} have {symptom} {time}.",
    "{symptom} and {symptom} are common when {condition} gets worse {time}.",
    "Doctors often treat {condition} with {treatment}, and {people} may need {treatment} too.",
    "{opening} {people} do not have {symptom} at all, even {time}.",
    "If {symptom} lasts more than {number} days, ask whether {condition} could be the cause.",
    "A family history of {condition} raises the risk for {people} over {number}.",
    "{treatment} can help with {symptom}, but it does not cure {condition}.",
    "Keep a diary for {number} weeks and write down when {symptom} comes {time}.",
    "{opening} {people} feel better within {number} weeks of {treatment}.",
    "The the doctor will ask {people} about {symptom} and look for signs of {condition}.",
)
_HEADINGS = ("Symptoms", "Treatment", "When to see a doctor")
_PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title} - {site}</title></head><body>
<nav class="menu"><ul>{menu}</ul></nav><main><article><h1>{title}</h1>
{sections}</article></main>
<aside class="related"><h3>Recommended</h3><ul>{related}</ul></aside>
<footer><p>{site} gives general information. It does not replace your doctor's advice.</p>
<p>Copyright {site}. All rights reserved.</p></footer></body></html>
"""
_SOURCE = (
    'title = "{site}"\npublisher = "{site}"\nurl = "unknown"\nlicence = "unknown"\naccessed = "unknown"\n'
)


def write_pages(raw: Path, pages: int, *, seed: int = 0) -> None:
    """Write so many pages under a raw folder, `SITE_PAGES` a source."""
    for number in range(pages):
        site, place = divmod(number, SITE_PAGES)
        folder = raw / f"site-{site:05}"
        if place == 0:
            folder.mkdir(parents=True)
            (folder / "source.toml").write_text(_SOURCE.format(site=_site(site)), encoding="utf-8")
        page = page_html(site, random.Random(f"{seed}-{number}"))
        (folder / f"page-{place:03}.html").write_text(page, encoding="utf-8")


def page_html(site: int, chance: random.Random) -> str:
    """One page of a site."""
    title = f"{_plain(chance.choice(_CONDITIONS))} in {chance.choice(_PEOPLE)} {chance.choice(_TIMES)}"
    return _PAGE.format(
        title=f"{title}: {chance.randrange(10_000)} answers",
        site=_site(site),
        menu="".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in _menu(site)),
        sections="\n".join(_sections(chance)),
        related="".join(f'<li><a href="#">{_teaser(chance)}</a></li>' for _ in range(4)),
    )


def _sections(chance: random.Random) -> Iterator[str]:
    for heading in _HEADINGS:
        sentences = [_sentence(chance) for _ in range(4)]
        yield f"<h2>{heading}</h2>\n<p>{' '.join(sentences[:2])}</p>\n<p>{' '.join(sentences[2:])}</p>"


def _sentence(chance: random.Random) -> str:
    pattern = chance.choice(_SENTENCES)
    for slot, words in (("opening", _OPENINGS), ("people", _PEOPLE), ("condition", _CONDITIONS),
                        ("symptom", _SYMPTOMS), ("treatment", _TREATMENTS), ("time", _TIMES)):  # fmt: skip
        while f"{{{slot}}}" in pattern:
            pattern = pattern.replace(f"{{{slot}}}", chance.choice(words), 1)
    sentence = pattern.replace("{number}", str(chance.randrange(2, 60)))
    return sentence[0].upper() + sentence[1:]


def _teaser(chance: random.Random) -> str:
    return f"{chance.randrange(3, 30)} ways to live well with {chance.choice(_CONDITIONS)}"


def _menu(site: int) -> list[str]:
    return random.Random(site).sample(
        ["conditions", "drugs", "news", "recipes", "quizzes", "videos", "about"], 5
    )


def _site(site: int) -> str:
    return f"Health Corner {site}"


def _plain(name: str) -> str:
    return name.removeprefix("an ").removeprefix("a ").capitalize()
