"""Hold one module per staff page; none of them knows another."""
