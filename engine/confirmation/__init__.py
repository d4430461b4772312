"""Values that a person read: a file beside the report -> the facts with what was confirmed or corrected by hand."""
