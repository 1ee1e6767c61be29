"""Find what fell short and why, cure it by its rule, and say what falls short today."""
