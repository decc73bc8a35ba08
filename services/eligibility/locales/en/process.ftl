# Reasons of the rules beyond the gate, R-07 to R-30.
