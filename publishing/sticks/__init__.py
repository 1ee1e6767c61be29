"""Carry releases to devices without a network, and take in what comes back."""
