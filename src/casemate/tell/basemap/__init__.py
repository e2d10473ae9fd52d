"""Coasts, borders and places of the world, as vector tiles that come with the package."""
