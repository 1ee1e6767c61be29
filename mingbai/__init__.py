"""Hold the command `mingbai`; know no half of the product itself."""
