"""Hold the contract between the centre and the devices, pure: no I/O, no framework."""
