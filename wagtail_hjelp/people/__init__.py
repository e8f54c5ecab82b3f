"""The private register of resource persons: nobody is in it longer than they have agreed to.

Everything that is done to a record goes through here: consent by the clock (:mod:`.consent`),
and what is deleted and logged (:mod:`.register`). Nothing of it is for the public.
"""
