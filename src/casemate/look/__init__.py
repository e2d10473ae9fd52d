"""Scenes to observations."""
