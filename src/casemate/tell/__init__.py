"""Claims to dossier, editions, key points, timeline and exports."""
