"""What people outside tell us themselves: forms without an account, confirmations by mail, files.

Whatever they tell, and however, is a *record* (:mod:`.entries`, :mod:`.files.records`): plain
values by name. A record is read from a page, compared with one, and put on one. Every form has the
same guard (:mod:`.guard`), every letter goes out through one door (:mod:`.letters`), and nothing is
kept longer than :mod:`.retention` allows. :mod:`.files` reads and writes files, :mod:`.importing`
makes pages of them.
"""
