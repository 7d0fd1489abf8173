"""Writes DOCX, PDF and text, and proves that each reads back as approved."""
