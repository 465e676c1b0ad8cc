"""Text without meaning: spans, positions, edits and problems. Knows nothing else of armlens."""
