"""Job applications for graduates who want to stay honest."""

__version__ = "0.1.0"
