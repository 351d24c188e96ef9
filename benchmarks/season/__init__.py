"""A whole season replayed day by day through the real engine, and checked by somebody who does not know it.

`facts` draws who lives where and what happens to them; `stage` plays it on the product; `reckoning`
and `checker` say from the facts alone what each resident should have received, and compare.
"""
