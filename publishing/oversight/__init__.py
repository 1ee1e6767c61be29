"""Keep the journal of every act by staff, and prove that nobody edited it."""
