"""Other tools that judge rules, each on the same identities in its own language; one module a tool."""
