"""What is fast and what is right, in figures: run by hand and by the continuous build, never asserted on a clock."""
