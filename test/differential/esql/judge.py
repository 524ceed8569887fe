"""Says of each ES|QL query whether Elastic's parser for Python accepts it.

Reads JSON lines from standard input, the first a map of fields to types, the others {"id", "query"}; writes a line of
{"id", "ok", "kind", "message", "line", "column"} for each query.
"""

import json
import sys

import esql

fields = json.loads(sys.stdin.readline())
schema = esql.Schema(fields, allow_missing=True)
for line in sys.stdin:
    case = json.loads(line)
    answer = {"id": case["id"], "ok": True}
    try:
        with schema:
            esql.parse_query(case["query"])
    except esql.EsqlError as error:
        answer = {
            "id": case["id"],
            "ok": False,
            "kind": type(error).__name__,
            "message": getattr(error, "error_msg", str(error)),
            "line": getattr(error, "line", 0),
            "column": getattr(error, "column", 0),
        }
    except Exception as error:  # The judge itself failed: that is no verdict.
        answer = {"id": case["id"], "ok": None, "kind": type(error).__name__, "message": str(error)}
    print(json.dumps(answer), flush=True)
