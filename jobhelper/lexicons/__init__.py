"""Word lists and tables as data: each row with an id, each file with a note on its origin."""
