"""A session as long as an editor's, with the real server: what stays level and what does not."""
