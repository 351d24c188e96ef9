"""The calculators, each one small: its facts, one function, one sentence. docs/rules.md tells more."""

from __future__ import annotations

from policies.calculators import benefits, filings, money, monthly, newborns, repairs, windows
from policies.calculators.desk import Calculator

CALCULATORS: dict[str, Calculator] = {
    calculator.rule: calculator
    for module in (windows, benefits, repairs, newborns, filings, monthly, money)
    for calculator in module.CALCULATORS
}
BY_NAME: dict[str, Calculator] = {
    **{name: each for each in CALCULATORS.values() for name in each.names},
    **CALCULATORS,
}
