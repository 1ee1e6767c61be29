"""Answer staff over HTTP as JSON; every act goes through the use cases."""
