"""What holds where, for whom and on which day, and which row and source says so. Reads only.

How a row is chosen (docs/rules.md tells it in full):

1. Only published rows count that are valid on the asked day.
2. Rows for reference only and of confidence D and U are shown as 待核实 beside the answer; they
   never take part in it.
3. Of the rest the most specific place wins: county, prefecture, province, nation. Every rule but
   these two is inherited field by field: a window and an amount hold inside their own pooling
   area only, and below a province or the nation only where the row is `uniform`.
4. In one place, the row for the person's own category wins over its parent's, and that over
   the row for everyone.

Every function needs the same number of queries, however many places it is asked about.
"""

from __future__ import annotations

from policies.selectors.cited import rule_told, sources_of
from policies.selectors.inherited import resolve, resolve_among, resolve_filing_rule
from policies.selectors.levied import (
    contribution_for,
    payment_window_for,
    payment_windows_for,
    valid_rows,
)
from policies.selectors.places import (
    find_regions,
    names_of_places,
    path_of,
    region_with_those_above,
)
from policies.selectors.together import resolve_all, rules_of_household

__all__ = [
    "contribution_for",
    "find_regions",
    "names_of_places",
    "path_of",
    "payment_window_for",
    "payment_windows_for",
    "region_with_those_above",
    "resolve",
    "resolve_all",
    "resolve_among",
    "resolve_filing_rule",
    "rule_told",
    "rules_of_household",
    "sources_of",
    "valid_rows",
]
