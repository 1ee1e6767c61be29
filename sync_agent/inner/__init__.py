"""Hold the agent's own parts, closed to the player and the kiosk."""
