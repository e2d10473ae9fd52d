"""Evidence to copies, claims, origins, contradictions and states."""
