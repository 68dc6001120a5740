"""Drug names from `drug-named-entity-recognition` (MIT). Its ids are not trusted: concepts are local."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version

from drug_named_entity_recognition import drugs_finder
from wordfreq import zipf_frequency

from training.sources.entry import Entry, plain_surfaces
from training.sources.lay import slug

_COMMON = 3.6  # Zipf frequency from which a single word is more likely an everyday word than a drug
_FOREIGN = re.compile(r"(?:inum|olum|anum|idum|atum|onum|icum|ilum|ina|ino|olo)$")


def entries() -> Iterator[Entry]:
    """Drugs on the consumer drug lists with their variants, then the other ones by name alone."""
    drugs = drugs_finder.drug_canonical_to_data
    variants: dict[str, list[str]] = {}
    for variant, names in drugs_finder.drug_variant_to_canonical.items():
        for name in names:
            variants.setdefault(name, []).append(variant)
    release = version("drug-named-entity-recognition")
    for name, facts in sorted(drugs.items()):
        is_listed = bool({"medline_plus_id", "nhs_url"} & facts.keys())
        if not (is_listed or "drugbank_id" in facts):
            continue
        kept = plain_surfaces([name, *(sorted(variants.get(name, ())) if is_listed else ())])
        kept = tuple(form for form in kept if _is_specific(form, is_listed=is_listed))
        if kept and "," not in name:
            yield Entry(f"local:{slug(name)}", "TREATMENT", "drug", name, "local", release, kept)


def _is_specific(form: str, *, is_listed: bool) -> bool:
    n_words = len(form.split())
    if n_words == 1:
        limit = _COMMON if is_listed else _COMMON - 0.8
        return len(form) > 3 and zipf_frequency(form, "en") < limit and not _FOREIGN.search(form)
    return n_words <= 3 and not re.search(r"\d", form)
