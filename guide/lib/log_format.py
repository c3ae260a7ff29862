"""Log records as lines of JSON that tell nothing of who asked for what.

Django's own messages hold addresses, and an address here holds the answers: of these only the name
of the logger, the status and the view are written. A failure is written as its class and the places
in the code; its own words are left out where a family's request caused it, as they may quote what
was sent. What guide/serving/access_log.py says of an answer is written as it is.
"""

import json
import logging
import time
import traceback
from typing import Any


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        meta = getattr(request, "META", {})
        line = {
            "at": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(record.created))}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": "" if record.name.startswith("django") else record.getMessage(),
            "request": getattr(request, "id", ""),
            "view": meta.get("guide.view", ""),
            "status": getattr(record, "status_code", None),
        }
        line |= getattr(record, "answer", {})
        if record.exc_info and record.exc_info[0]:
            staff = meta.get("guide.view", "").startswith("admin:")
            line |= _failure(*record.exc_info[1:], with_words=staff)
        return json.dumps(
            {name: value for name, value in line.items() if value not in ("", None)},
            ensure_ascii=False,
        )


def _failure(error: Any, trace: Any, *, with_words: bool) -> dict[str, Any]:
    places = [
        f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(trace)
    ]
    words = {"words": str(error)} if with_words else {}
    return {"failure": type(error).__name__, "places": places} | words
