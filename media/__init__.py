"""Turn words and files into blocks, pictures and sound; decide nothing."""
