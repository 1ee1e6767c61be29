"""Print what a resident takes home: sheets, their file, the printer."""
