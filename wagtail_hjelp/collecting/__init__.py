"""What people outside tell us themselves, through public forms without accounts.

Every form here has the same guard (:mod:`.guard`), every letter goes out through one door
(:mod:`.letters`), and nothing is kept longer than :mod:`.retention` allows.
"""
