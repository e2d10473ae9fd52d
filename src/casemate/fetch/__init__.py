"""The one door to the network, with its guards."""
