"""Faces for the browser."""
