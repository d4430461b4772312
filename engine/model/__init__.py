"""The nouns of gouji: frozen values that every other room speaks of, and that need nothing else."""
