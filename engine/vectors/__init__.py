"""Checked rules over columns of facts: the verdict on many reports at once."""
