"""Takes a job posting apart and shows how the CV answers it."""
