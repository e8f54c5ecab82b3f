"""What organisations tell: files in, plain records out, and back.

A file is read into records (:mod:`.records`) with what is wrong with each of them, or it is refused
whole (:class:`~.refusing.Refused`). Nothing here writes to the database: an import that takes
records decides what becomes of them.
"""
