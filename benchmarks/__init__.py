"""Measure what the product promises; each module is one command."""
