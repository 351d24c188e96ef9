"""One honest answer for a household: can each of them be reimbursed, and what is to be done.

`reading` fetches the facts in one query, the other modules are pure: facts and policy in, the
shapes of the answer out (domain order: today, if not from when and why, next year, filings,
monthly debit, newborn, recheck, the next dates).
"""
