"""Files that people send, and that they take home: spreadsheets, calendars, Open Referral's JSON.

:mod:`.reading` reads whatever it is into records (:mod:`.records`) with an error by its line and
column; :mod:`.writing` writes them so that they come back unchanged. Nothing here touches a page.
"""
