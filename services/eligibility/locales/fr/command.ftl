## Ce que disent les commandes du mécanisme
command-claim = Demande { $claim }
command-versions = Selon les règles { $rules } et les montants { $schedule }
command-gate = Proposé : { $gate }
command-on-file = Le panel peut décider maintenant sur le dossier : le doute compte en faveur de la personne qui demande.
command-rules = Règles
command-not-raised = Non touchées par ces faits : { $rules }
command-refer = Transmettre à : { $target }
command-paragraph = S'appuie sur : { $text }
command-facts = Faits lus : { $facts }
command-questions = À demander, le plus utile d'abord
command-award = Indemnité, ligne par ligne
command-sums = Montants
command-no-award = Aucune indemnité n'est calculée : une règle est ouverte ou n'est pas remplie.
command-gross = Tout ensemble
command-net = Dû
command-absorbed = Payé d'avance au-delà de l'indemnité, jamais redemandé
command-payable-now = Payable maintenant
command-outstanding = Reste dû
command-helpers = Frais de la demande, payés aux aides
command-released = Versé à l'enfant tout de suite
command-in-trust = Gardé pour l'enfant
command-instalment = Part { $place }, le { $day }
command-later = Entretien dû le { $day }
command-payment = Paiement
command-stopped = ! { $head } : pas calculé, donc les montants sont incomplets. { $why }
command-error = erreur
command-warning = avertissement
command-checked = Erreurs : { $errors }. Avertissements : { $warnings }.
command-took = Comparé en { $seconds } secondes.

## Pourquoi une ligne n'a pas pu être calculée
stopped-rate_missing = Il n'y a pas de taux pour { $currency } le { $day }. Rien n'est deviné.
stopped-wage_missing = Aucun salaire n'est prouvé, et les montants n'en ont pas pour ce lieu.
stopped-causation_unknown = Les montants n'ont pas cette part de causalité.
stopped-too_large = Un montant dépasse ce qui se calcule au centime près.
