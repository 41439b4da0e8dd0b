"""Plans for one person: lays activities on weeks with a proven optimum, and explains what cannot fit.

Start with `reading.read` (plain data in), `propose` (three objectives side by side), `explain`, `proof` and `slip`.
"""
