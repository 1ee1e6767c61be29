"""Keep the tree of units, the halls and the service items; build the directory."""
