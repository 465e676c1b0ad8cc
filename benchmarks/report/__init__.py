"""Figures as tables for a terminal and a page, what they should be, and a picture."""
