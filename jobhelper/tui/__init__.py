"""The terminal app; importing this package loads no Textual."""
