"""The use cases that both faces share."""
