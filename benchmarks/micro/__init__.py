"""Micro-benchmarks of the steps from text to findings: `pytest benchmarks/micro`.

They need what `requirements-bench.txt` pins, and are no part of the tests.
"""
