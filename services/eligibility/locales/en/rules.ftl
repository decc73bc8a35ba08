# Texts of the rules: reasons, facts, questions, grounds
