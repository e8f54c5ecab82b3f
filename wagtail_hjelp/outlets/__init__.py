"""What leaves the site for other programs: calendars to subscribe to, feeds.

Each takes what a list shows (a snapshot and some of its entries) and returns bytes; how they are
given out is :mod:`.serving`'s. Nothing here expands a rule of its own accord: what is said is what
the rows of the database say.
"""
