"""How fast armlens is, beside the tools that people use today, and where its time goes.

Not part of the product: nothing in `server/` imports this.
"""
