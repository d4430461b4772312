"""gouji: a rules-based compliance checking engine for reports with a fixed form."""
