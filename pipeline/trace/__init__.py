"""What each step did to one page, in reading order: for a terminal, and as a page for a browser."""

from __future__ import annotations

from pipeline.trace.html import trace_html
from pipeline.trace.text import trace_page

__all__ = ["trace_html", "trace_page"]
