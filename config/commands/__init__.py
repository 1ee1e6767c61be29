"""Hold the commands that look into settings and calendars."""
