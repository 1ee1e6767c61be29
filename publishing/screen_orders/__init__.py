"""Read what screens were ordered to do; who orders it is in `publishing.overriding`."""
