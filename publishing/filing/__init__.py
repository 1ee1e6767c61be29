"""File what is not disclosed, or only on request: with its reason, never shown."""
