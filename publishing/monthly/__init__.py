"""Make monthly reports (月报): what happened, and how far the log has come (REQ-70)."""
