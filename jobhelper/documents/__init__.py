"""Reads files into documents: text, blocks and offsets."""
