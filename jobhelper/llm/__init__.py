"""The only way to a language model."""
