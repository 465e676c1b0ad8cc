"""The only place that reads files: templates found in folders, settings discovered upward."""
