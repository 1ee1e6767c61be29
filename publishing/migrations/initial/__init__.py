"""Hold the schema of the first migration as it was then; it never changes."""
