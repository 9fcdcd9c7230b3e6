"""Loaders: sources → graph.

A source is described by a mapping (`mapping.py`), read row by row (`readers.py`), turned into facts (`rows.py`), gathered
into batches (`gather.py`) and written (`load.py`). Rows that cannot be accepted are kept and tried again (`rejects.py`).
"""
