"""Labelled drafts of fictitious people, and what scores a checker on them."""
