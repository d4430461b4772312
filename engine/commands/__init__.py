"""What each command does once its arguments are known; one file a command. It returns the exit code."""
