"""Gazetteer and geodesy: names to places, offline."""
