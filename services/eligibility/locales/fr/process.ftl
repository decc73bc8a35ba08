# Motifs des règles au-delà de la porte, R-07 à R-30.
