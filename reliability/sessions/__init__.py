"""Sessions that nobody has thought of: documents, files, settings and requests in any order."""
