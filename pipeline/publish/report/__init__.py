"""A build in figures, for the terminal and as a page that lies beside the tables."""

from __future__ import annotations

from pipeline.publish.report.figures import Example, Report
from pipeline.publish.report.page import report_page
from pipeline.publish.report.summary import read_report

__all__ = ["Example", "Report", "read_report", "report_page"]
