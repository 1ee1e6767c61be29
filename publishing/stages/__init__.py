"""Keep the stages of staged matters: before, during, after (REQ-9)."""
