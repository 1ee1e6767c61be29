"""Put the publishing centre together; every part of it lies elsewhere."""
