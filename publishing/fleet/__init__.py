"""Know the county's devices: enrol, list, revoke; take no evidence."""
