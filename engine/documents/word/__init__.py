"""Word documents (ECMA-376) on the way from the package to blocks: what is read, in which order, how it is counted."""
