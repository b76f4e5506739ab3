"""The report of a check to look at: one HTML file that needs no network."""

from pipeline.check.report.page import page

__all__ = ["page"]
