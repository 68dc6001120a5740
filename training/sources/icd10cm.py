"""ICD-10-CM categories from `simple-icd-10-cm` (code MIT; the classification is in the public domain)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version

import simple_icd_10_cm

from training.sources.entry import Entry, acronyms, plain_surfaces

_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_LATER_ENCOUNTER = 6  # longer codes only say which encounter, side or trimester


def entries() -> Iterator[Entry]:
    """Diagnoses (CONDITION), injuries (kind injury) and chapter R (SYMPTOM), in order of code."""
    release = version("simple-icd-10-cm")
    for code in sorted(simple_icd_10_cm.get_all_codes(with_dots=True)):
        if not re.fullmatch(r"[A-TU]\d[0-9A-Z](\.\w+)?", code) or len(code) > _LATER_ENCOUNTER:
            continue
        names = [simple_icd_10_cm.get_description(code), *simple_icd_10_cm.get_inclusion_term(code)]
        written = [_BRACKETS.sub("", name).removesuffix(" NOS") for name in names]
        yield Entry(
            concept_id=f"ICD10CM:{code}",
            label="SYMPTOM" if code[0] == "R" else "CONDITION",
            kind="finding" if code[0] == "R" else "injury" if code[0] in "ST" else "disorder",
            preferred_name=names[0],
            vocabulary="ICD-10-CM",
            version=release,
            surfaces=plain_surfaces(written),
            acronyms=acronyms(written),
        )
