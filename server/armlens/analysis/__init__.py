"""From text and settings to findings."""
