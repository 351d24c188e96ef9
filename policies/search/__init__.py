"""Finding the answer to a question as people type it.

`lexemes` turns text into what is compared, `finding` reads, `unanswered` keeps what nobody could
answer yet, without who asked.
"""
