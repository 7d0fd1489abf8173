"""Normalising, tokens, sentences, numbers, dates, differences and offsets: one definition for all."""
