"""Scans: pages of dots to paragraphs and tables, by finding ruled lines and recognising what stands between them."""
