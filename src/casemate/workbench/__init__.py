"""The flow of a case; build.py reads from top to bottom."""
