"""How large an input may be. Beyond these nothing is an annual report, and reading would only take time."""

MAX_BYTES = 20_000_000
MAX_LINE = 1_000_000
MAX_CELLS = 500_000
MAX_SPAN = 1000
MAX_PART = 50_000_000  # one file inside a package (docx), unpacked
