"""What organisations tell: forms without an account, confirmations by mail, files.

Whatever they tell, and however, is a *record* (:mod:`~wagtail_hjelp.collecting.entries`): plain
values by name. A record is read from a page, compared with one, and put on one.
"""
