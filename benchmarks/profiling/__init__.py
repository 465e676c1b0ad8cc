"""Where the time of an edit goes: our server in this process, and samples of what it does."""
