"""(later)"""
from contextlib import contextmanager
@contextmanager
def indexes_at_the_end():
    yield
