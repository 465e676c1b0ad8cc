"""Whether armlens can be broken: random input, long sessions, hostile files, fixes that harm.

Not part of the product: nothing in `server/` imports this.
"""
