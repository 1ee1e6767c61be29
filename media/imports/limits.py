"""Hold the limits that more than one module of the imports keeps."""

MOST_PIXELS = 40_000_000
"""Of one picture, counted from its header."""
