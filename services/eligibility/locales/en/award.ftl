# Texts of the award: lines, stops, flags
