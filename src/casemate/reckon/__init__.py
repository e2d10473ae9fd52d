"""Requirements and fleets to the sum behind a claim."""
