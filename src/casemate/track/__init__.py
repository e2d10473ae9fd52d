"""Positions to observations."""
