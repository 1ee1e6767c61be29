"""Answer devices over HTTP: enrolment, evidence, status and the signed repository."""
