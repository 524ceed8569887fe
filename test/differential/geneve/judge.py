"""Makes events for rules with geneve.

Reads JSON lines from standard input, the first a map of fields to types, the others {"id", "type", "language", "query"};
writes a line of {"id", "events", "error"} for each rule.
"""

import json
import sys
from types import SimpleNamespace

from geneve.events_emitter import SourceEvents

SourceEvents.schema = {name: {"type": kind} for name, kind in json.loads(sys.stdin.readline()).items()}
for line in sys.stdin:
    case = json.loads(line)
    answer = {"id": case["id"], "events": None, "error": None}
    try:
        source = SourceEvents.from_rule(SimpleNamespace(**case))
        answer["events"] = [event.doc for event in source.emit()]
    except Exception as error:
        answer["error"] = f"{type(error).__name__}: {error}".split("\n")[0]
    print(json.dumps(answer), flush=True)
