"""The readers: one file for each format, each with its ``FORMAT``. Nothing else needs to know of a new one."""
