"""What organisations tell: forms without an account, confirmations by mail, files.

Whatever they tell, and however, is a *record* (:mod:`~wagtail_hjelp.collecting.entries`): plain
values by name. A record is read from a page, compared with one, and put on one.
"""What organisations tell: files in, plain records out, and back.

A file is read into records (:mod:`.records`) with what is wrong with each of them, or it is refused
whole (:class:`~.refusing.Refused`). Nothing here writes to the database: an import that takes
records decides what becomes of them.
"""
