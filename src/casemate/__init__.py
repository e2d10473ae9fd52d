"""Casemate follows places through open sources."""

__version__ = "0.1.0"
