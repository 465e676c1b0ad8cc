"""ARM's dialect of JSON as a lossless, error-tolerant tree with spans. Knows only `text`."""
