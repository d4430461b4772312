"""PDF with a text layer: pages as pdfium gives them -> rules and glyphs -> lines and tables -> a document."""
