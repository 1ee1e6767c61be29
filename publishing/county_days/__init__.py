"""Close and work the county's own days, and move dates when the calendar changes."""
