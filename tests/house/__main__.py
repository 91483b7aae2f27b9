import sys
from pathlib import Path

from tests.house.rules import RULES, broken

if __name__ == "__main__":
    found = broken(Path(__file__).resolve().parents[2])
    print("\n".join(found) or f"The house: {len(RULES)} rules are kept.")
    sys.exit(bool(found))
