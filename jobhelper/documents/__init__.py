"""Reads files and pages into documents: text, blocks with offsets, and what the reader noticed."""
