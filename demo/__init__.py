"""Start the demo county and drive its desk; hold no product logic."""
