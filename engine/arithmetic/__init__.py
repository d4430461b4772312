"""The arithmetic in rules: what they demand of numbers, and which cells may be wrong when a demand fails."""
