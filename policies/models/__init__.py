"""What the rules are: places, where each rule was published, and dated rules. Knows no resident.

Words: coverage year (待遇年度) is the year whose care is paid for, whatever year the notice and
the payment carry; a pooling area (统筹区) is the place inside which one rule holds for everyone.
"""

from policies.models.choices import (
    PARENT_CATEGORY,
    Confidence,
    FilingType,
    Level,
    Origin,
    PersonCategory,
    Scheme,
    SourceKind,
    Spill,
    Status,
)
from policies.models.exclusion import (
    Days,
    Point,
    Points,
    Years,
)
from policies.models.fields import (
    FIRST_YEAR,
    LAST_YEAR,
)
from policies.models.filing import (
    FilingRule,
)
from policies.models.payment import (
    Contribution,
    PaymentWindow,
)
from policies.models.places import (
    Region,
)
from policies.models.rule import (
    Rule,
)
from policies.models.sources import (
    Source,
)

__all__ = [
    "Confidence",
    "Contribution",
    "Days",
    "FIRST_YEAR",
    "FilingRule",
    "FilingType",
    "LAST_YEAR",
    "Level",
    "Origin",
    "PARENT_CATEGORY",
    "PaymentWindow",
    "PersonCategory",
    "Point",
    "Points",
    "Region",
    "Rule",
    "Scheme",
    "Source",
    "SourceKind",
    "Spill",
    "Status",
    "Years",
]
