"""`winnow run`: raw/ to clean/, or nothing at all; also the runs that only look."""

from pipeline.run.build import check, run
from pipeline.run.engines import ENGINES
from pipeline.run.look import page_at, plan
from pipeline.run.settings import Settings
from pipeline.run.summary import Plan, Summary

__all__ = ["ENGINES", "Plan", "Settings", "Summary", "check", "page_at", "plan", "run"]
