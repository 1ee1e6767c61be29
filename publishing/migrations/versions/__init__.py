"""Hold one module per migration, named by its order."""
