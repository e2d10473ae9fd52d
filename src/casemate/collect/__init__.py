"""Sources to captures."""
