"""Hold the routes of the resident's pages, one module per part of the kiosk."""
