"""A file becomes pages: planned row by row, looked at, then imported as a whole or not at all.

:mod:`.jobs` is the way through: :mod:`.plans` says what each row would do, :mod:`.reports` says so
in words, :mod:`.writing` and :mod:`.adding` do it. :mod:`.exporting` is the way back.
"""
