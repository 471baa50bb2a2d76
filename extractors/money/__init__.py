"""Money tables read: from a grid of cells to sums with label, column, side, account and total.

Shared by `extractors.financial_tables` (a line a cell) and `extractors.tariffs` (a price a cell).
"""
