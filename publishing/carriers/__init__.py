"""Record which carriers besides the displays carried a disclosure, and when."""
