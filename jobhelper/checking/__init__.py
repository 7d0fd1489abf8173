"""Holds every claim of a draft against the CV."""
