"""Logging without what residents searched for."""

import logging
import re

_QUERY = re.compile(r"\?[^\s\"']*")


class WithoutQuery(logging.Filter):
    """Cut the query string out of logged addresses: ``GET /nb/hjelp/tilbud/?q=… HTTP/1.1``."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _QUERY.sub("?…", record.getMessage())
        record.args = ()
        return True
