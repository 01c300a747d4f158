"""Accords: what two people propose to each other, and what is in force only while both have said yes to exactly this.

`accords` declares one, `rows` are its tables, `proposals` saves it, `acceptances`, `refusals` and `ends` are what
either says, `states` derives what that comes to, `changes` lets one accord replace another, `withdrawals` keeps a
restore from bringing back a yes, `later` is what the worker and a restore do, `routes` are the operations. A practice
may switch on `suspensions`, `lapses` with `renewals`, and `signatures`.
"""
