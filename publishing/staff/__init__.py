"""Keep the staff: accounts, offices, sessions; who may do what is asked here."""
