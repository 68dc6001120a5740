"""A build that holds a hostile text wherever a page, a file's name or a source may bring one in."""

from dataclasses import replace

from publish_pages import FRACTURE, REST, RULES, document, edit, mention, page

from pipeline.model import Quarantined, Relation, Source, content_id
from pipeline.publish import build_tables


def hostile_page(text):
    """A page that says it in text, title and path, as a concept's name, in a correction and a relation."""
    doc = replace(
        document([f"Hip pain {text}", f"Share {text}"], path=f"clinic/{text}.txt", title=text),
        url=f"https://clinic.example/{text}", encoding=text, language=text,
    )  # fmt: skip
    fracture = replace(FRACTURE, preferred_name=text, lay_name=text)
    claim = Relation(content_id(doc.id), doc.id, "treated_by", fracture.concept_id, text, text, None, text,
                     text, text, 0.7, False, 0, f"Hip pain {text} {text}")  # fmt: skip
    return page(
        doc,
        dropped={1},
        edits=lambda blocks: [
            replace(edit(blocks[0], text, f"{text}!"), reason=text, evidence=text),
            edit(blocks[0], "Hip", text, status="flagged", reviewer=text),
        ],
        mentions=lambda clean: [mention(clean, "pain", fracture)],
        concepts=[fracture, replace(REST, preferred_name=text)],
        relations=[claim],
        topic=fracture.concept_id,
    )


def hostile_tables(text):
    """The tables of that page, from a source and beside a refused file that say it too."""
    source = Source("clinic", text, text, text, text, "unknown")
    refused = Quarantined(f"{text}.html", None, "read", "empty_file", text)
    return build_tables([hostile_page(text)], [source], [refused], RULES)
