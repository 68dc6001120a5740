"""`croissant.json`: what clean/ holds, for data set search and machine learning tools.

Croissant 1.0 (https://docs.mlcommons.org/croissant/docs/croissant-spec.html), a vocabulary upon schema.org.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from pipeline.publish.written import WrittenFile
from schemas import TABLES, Field, FieldType, ForeignKey, Table
from schemas.version import VERSION
from schemas.warnings import WARNINGS

CROISSANT = "croissant.json"
_TYPES: Mapping[FieldType, str] = {
    "string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean",
}  # fmt: skip
_OWN = (
    "citeAs column equivalentProperty extract field fileObject fileProperty fileSet format includes "
    "isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace "
    "samplingRate separator source subField transform"
)
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{name: f"cr:{name}" for name in _OWN.split()},
}
"""The standard's own, whole: readers warn of any other."""


def croissant(files: Mapping[str, WrittenFile], sources: Iterable[Mapping[str, str]]) -> str:
    """The description of a folder.

    Args:
        files: its CSV files, by table.
        sources: rows of the `sources` table: their licences are the data set's.
    """
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "winnow",
        "version": VERSION,
        "description": "Clean text, corrections, mentions and relations of scraped consumer-health pages.",
        "license": sorted({row["licence"] for row in sources}),
        "usageInfo": " ".join(warning.text for warning in WARNINGS),
        "distribution": [_file(files[name]) for name in TABLES],
        "recordSet": [_records(table) for table in TABLES.values()],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _file(file: WrittenFile) -> dict[str, object]:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.name,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": "text/csv",
        "sha256": file.sha256,
    }


def _records(table: Table) -> dict[str, object]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": f"{table.description} {table.usage}",
        "key": [{"@id": f"{table.name}/{column}"} for column in table.primary_key],
        "field": [_field(table, name, field) for name, field in table.fields.items()],
    }


def _field(table: Table, name: str, field: Field) -> dict[str, object]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{name}",
        "name": name,
        "description": field.description,
        "dataType": _TYPES[field.type],
        "source": {"fileObject": {"@id": f"{table.name}.csv"}, "extract": {"column": name}},
        **_references(table, name),
    }


def _references(table: Table, column: str) -> dict[str, object]:
    """Where a column by itself, in every row, leads to one table."""
    key = next((key for key in table.foreign_keys if _leads(key, column)), None)
    if key is None:
        return {}
    [target] = key.tables
    return {"references": {"field": {"@id": f"{target}/{TABLES[target].primary_key[0]}"}}}


def _leads(key: ForeignKey, column: str) -> bool:
    return key.columns == (column,) and len(key.tables) == 1 and key.where is None
