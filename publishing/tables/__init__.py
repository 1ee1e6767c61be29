"""Hold the centre's tables: typed rows without behaviour, one module per noun."""
