"""Captures to documents to statements, with mentions, times and places."""
