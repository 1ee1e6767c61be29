"""Keep the county's working days current; counting is `programme.workdays`."""
