"""The registry of problems: every code with its severity, its texts and its examples."""
