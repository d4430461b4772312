"""Many reports: finding them, and what is said of those that could not be checked."""
