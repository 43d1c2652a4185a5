"""The usual script: parse both files, compare annotations by id. Prints counts and peak memory as JSON."""
import json
import resource
import sys


def load(path):
    with open(path, encoding="utf-8") as file:
        return {record["id"]: record for record in json.load(file)["annotations"]}


old, new = load(sys.argv[1]), load(sys.argv[2])
print(
    json.dumps(
        {
            "added": len(new.keys() - old.keys()),
            "removed": len(old.keys() - new.keys()),
            "changed": sum(1 for key in old.keys() & new.keys() if old[key] != new[key]),
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    )
)
