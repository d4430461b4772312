"""How large an input may be. Beyond these nothing is an annual report, and reading would only take time."""

MAX_BYTES = 20_000_000
MAX_LINE = 1_000_000
MAX_CELLS = 500_000
MAX_SPAN = 1000
MAX_PARTS = 5000  # files in a package (docx, xlsx)
MAX_PART = 50_000_000  # one of them, unpacked
MAX_PACKAGE = 100_000_000  # all that are read, unpacked
MAX_MARKUP = 4_000_000  # marks (< and =) in an XML part: each becomes an object in memory
MAX_PAGES = 500  # of a PDF
MAX_PDF_OBJECTS = 300_000  # lines, pictures and pieces of text drawn on all pages of a PDF
MAX_PDF_GLYPHS = 1_000_000
MAX_RULES = 600  # ruling lines of one page in each direction, once dashes are put together
MAX_PIXELS = 40_000_000  # of a page drawn as an image
MAX_TAGS = 500_000  # of a web page
MAX_PLACES = 2_000_000  # what the cells of a table cover, spans included
MAX_PDF_CONTENT = 16_000_000  # what is drawn on all pages of a PDF, unpacked, without images and fonts
MAX_PDF_DRAWINGS = 100_000  # times that forms inside forms are drawn
