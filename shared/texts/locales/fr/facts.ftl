# Les noms des faits que lisent les règles, et les mots de leurs codes.

## Faits
fact-filed_on = Déposée le
fact-under_18 = Moins de 18 ans alors
fact-act = Acte
fact-operation = Opération
fact-operation_ran = Durée de l'opération
fact-category = Qui était la personne
fact-serving = En service alors
fact-other_payment = Argent versé par d'autres
fact-ruling = Motif de la commission
fact-assessed_on = Jour de l'évaluation
fact-opened_on = Examen ouvert le
fact-requests = Demandes d'informations jusqu'ici
fact-on_file = Le panel décide sur le dossier
fact-standing = Qui fait la demande
fact-shown_by = Ce qui montre le lien
fact-dna_excluded = L'ADN exclut le parent
fact-birth = Naissance
fact-incapacity = Pas en état d'agir
fact-knew_on = A su que la personne était couverte le
fact-late_cause = Ce qui a empêché de faire la demande
fact-consent_given = Accords donnés
fact-consent_withdrawn = Accords refusés ou retirés
fact-authority = Pouvoir de la personne qui représente
fact-assent = L'enfant est d'accord
fact-harassment_only = Seulement du harcèlement entre collègues
fact-period = A duré un certain temps
fact-aggravations = Ce qui l'a rendu plus grave
fact-when = Quand
fact-by_means_of_service = Des moyens du service ont été utilisés
fact-service = Service selon le dossier
fact-identification = Ce que la recherche de la personne a donné
fact-unit = Ce que les enquêteurs ont trouvé
fact-matched = Recherche d'un autre dossier
fact-account = Le récit suffit
fact-loss_proof = Mesure dans laquelle les pertes sont établies
fact-offsets = Ce que d'autres ont versé
fact-emergency_paid = Argent d'urgence jusqu'ici
fact-interim_paid = Versé d'avance jusqu'ici
fact-interim_asked = Demandé maintenant
fact-safety_need = Nécessaire pour la sécurité
fact-delay_days = Jours de notre propre retard
fact-fund_factor = Facteur du fonds
fact-fund_cash = Argent libre du fonds
fact-fund_pledges = Promesses bientôt dues
fact-payee = Qui reçoit l'argent
fact-payee_household = La personne payée est l'auteur ou vit avec lui
fact-payee_authority = Pouvoir de qui est payé à la place de la personne
fact-payee_match = Les données de la personne payée concordent
fact-method_tested = Moyen de paiement essayé
fact-returned = Un paiement est revenu
fact-members = Membres du panel
fact-clear = Clair et établi par les enquêteurs
fact-views = Avis des membres
fact-offer_served_on = Offre annoncée le
fact-offer_answer = Réponse à l'offre
fact-reachable = Peut être jointe
fact-review_received_on = Décision reçue le
fact-review_asked_on = Réexamen demandé le
fact-review_cause = Ce qui a empêché de demander un réexamen
fact-earlier_net = Montant de la décision précédente
fact-new_item = Ce qui est nouveau
fact-died_on = Décès le
fact-successor = Qui prend la place de la survivante
fact-kin_shown = Connus comme famille
fact-fraud = Ce qui est dit sur une fraude
fact-liable = Qui doit répondre
fact-breaches = Atteintes à la confidentialité
fact-fees_declared = Frais déclarés
fact-share_found = Part, prêt ou cession constatés
fact-several_helpers = Plus d'une personne aide
fact-net = Ce qui est dû

## Qui fait la demande
code-standing-victim = La personne survivante
code-standing-child_born = Un enfant né de ce qui s'est passé
code-standing-guardian = Quelqu'un qui parle pour un enfant ou un adulte
code-standing-dependant = La famille d'une personne survivante décédée
code-standing-funeral_payer = Quelqu'un qui a payé les obsèques

## Pouvoir
code-authority-verified = Vérifié
code-authority-stated = Annoncé, pas encore vérifié
code-authority-ended = Terminé ou refusé

## Degrés de preuve
code-test-none = Pas établi
code-test-likelihood = Il se peut bien que ce soit ainsi
code-test-balance = C'est plus probable que le contraire

## Signes
code-signs-civilian = Personnel civil
code-signs-uniform = Personnel en uniforme

## Enquêteurs
code-unit_status-pending = Examinent encore l'affaire
code-unit_status-substantiated = Ont établi que cela a eu lieu
code-unit_status-unsubstantiated = N'ont pas trouvé assez
code-unit_status-closed = Ont clos sans conclusion

## Frais des personnes qui aident
code-cost_kind-filing = Dépôt de la demande
code-cost_kind-dna = Test ADN
code-cost_kind-travel = Voyage
code-cost_kind-interpreting = Interprétation

## Qui est payé
code-payee_kind-survivor = La personne survivante
code-payee_kind-carer = Qui s'occupe de l'enfant
code-payee_kind-substitute = Quelqu'un qui le reçoit selon la loi

## Qui prend la place de la survivante
code-successor-nominee = La personne que la survivante a désignée
code-successor-dependants = Ceux qui dépendaient de la survivante
code-successor-heirs = Les héritiers
code-successor-perpetrator = L'auteur
code-successor-nobody = Personne

## Membres d'un panel
code-gender-woman = Femme
code-gender-man = Homme
code-gender-another = Autre
code-tie-knows = connaît la survivante ou l'auteur
code-tie-same_unit = travaille pour la même unité que l'auteur
code-tie-same_nationality = a la nationalité de l'auteur
code-tie-other_role = a eu un autre rôle dans ce dossier
code-tie-advocates_organisation = appartient à l'organisation qui accompagne la demande
code-view-award = Pour un montant
code-view-against = Contre un montant

## Réponses à une offre
code-offer_answer-accepted = Acceptée
code-offer_answer-part = Acceptée en partie
code-offer_answer-declined = Refusée

## Ce qui est nouveau
code-new_item-evidence = de nouvelles preuves
code-new_item-health = une santé moins bonne
code-new_item-category = quelque chose sur qui était la personne
code-new_item-version = un changement des règles ou des montants en votre faveur
code-new_item-nothing = rien

## Qui doit répondre
code-liable-perpetrator = l'auteur
code-liable-withheld_pay = la paie qui a été retenue
code-liable-company = l'entreprise pour laquelle la personne travaillait
code-liable-state = l'État responsable
code-liable-nobody = personne

## Recherche d’un autre dossier
match-none = Rien trouvé
match-possible = Un doublon possible que personne n'a encore examiné
match-distinct = Examiné : une autre personne
match-merged = Un doublon, réuni avec ce dossier
