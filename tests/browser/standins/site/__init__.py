"""A small site with push, to prove the stand-ins and the phones without the product."""
