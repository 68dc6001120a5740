"""The version of the table contract."""

VERSION = "1.0.0"
"""Semantic version: major when something is removed, moved or promised otherwise, minor when something is
added, patch when only words change. `make schemas` says which step a change needs."""
