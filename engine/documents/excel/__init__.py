"""Excel workbooks (ECMA-376) on the way from the package to blocks: cells as they are shown, tables and prose apart."""
