"""The field registry: every table and column of clean/, described once.

Pandera checks, CSV and Parquet types, keys, `datapackage.json` and the data dictionary all derive from
`TABLES`. To add a column, describe it in `schemas/fields.py` and name it in `schemas/tables.py`.
"""

from __future__ import annotations

from schemas.field import Field, FieldType, ForeignKey, Table
from schemas.fields import FIELDS
from schemas.tables import TABLES

__all__ = ["FIELDS", "TABLES", "Field", "FieldType", "ForeignKey", "Table"]
