"""Many reports: shared out among processes, kept in a journal, nothing lost when something or everything fails."""
