"""The SQL tables of the index."""

TALLIED = ("kind", "rule_id", "source_id", "bucket", "status")
"""What entries are counted by: the filters that no verdict touches."""
TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    document_id TEXT PRIMARY KEY, source_id TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL,
    duplicate_of TEXT NOT NULL, opening TEXT NOT NULL, blocks_at INTEGER
) WITHOUT ROWID;
CREATE TABLE concepts (concept_id TEXT, label TEXT, name TEXT, PRIMARY KEY (concept_id, label)) WITHOUT ROWID;
CREATE TABLE rules (rule_id TEXT PRIMARY KEY, description TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE found (document_id TEXT, block_index INTEGER, start INTEGER, kind TEXT, cells TEXT);
CREATE TABLE gathered ({columns});
CREATE TABLE changes (change_id INTEGER PRIMARY KEY, name TEXT UNIQUE, pages INTEGER, undecided INTEGER);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY, {columns}, change_id INTEGER NOT NULL,
    state INTEGER NOT NULL DEFAULT 0, is_disputed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE tally ({tallied}, n INTEGER NOT NULL);
CREATE TABLE judged (
    entry_id INTEGER, reviewer TEXT, draw INTEGER, PRIMARY KEY (entry_id, reviewer)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    text, content='', tokenize="unicode61 remove_diacritics 2"
);
"""
"""`entries.id` is the place in the order of review. `found` and `gathered` go when the index stands."""

INDEXES = """
CREATE INDEX entries_key ON entries (key);
CREATE INDEX entries_source_key ON entries (source_key);
CREATE INDEX entries_rule ON entries (kind, rule_id);
CREATE INDEX entries_document ON entries (document_id, block_index);
CREATE INDEX entries_change ON entries (change_id, state);
CREATE INDEX entries_facets ON entries (kind, rule_id, source_id, bucket, status, state);
CREATE INDEX entries_state ON entries (state);
CREATE INDEX entries_asked ON entries (is_asked, state);
CREATE INDEX entries_disputed ON entries (is_disputed) WHERE is_disputed;
CREATE INDEX judged_reviewer ON judged (reviewer, entry_id);
"""
