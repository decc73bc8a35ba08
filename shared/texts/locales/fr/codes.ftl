### Les mots des codes que tous les services partagent. Simples, sans reproche.

## Où en est la demande, et la suite
stage-draft = Brouillon
stage-draft-next = Répondez aux questions que vous pouvez, puis envoyez la demande.
stage-submitted = Envoyée
stage-submitted-next = Une personne de l’accueil vérifie que le contact est sûr. Cela prend environ un jour ouvrable.
stage-triaged = Sécurité vérifiée
stage-triaged-next = L’examen commence. Les règles sont regardées une par une.
stage-in_review = En examen
stage-in_review-next = Un membre de la commission lit la demande. Nous posons une question s’il manque quelque chose.
stage-info_requested = Une question pour vous
stage-info_requested-next = Répondez si vous pouvez. « Je ne sais pas » est aussi une bonne réponse.
stage-referred = Transmise ailleurs
stage-referred-next = Un autre organisme doit traiter cette demande. L’aide continue et la demande peut être rouverte.
stage-eligible = Peut être accordée
stage-eligible-next = Le montant est calculé ensuite.
stage-assessed = Montant calculé
stage-assessed-next = Une commission de trois personnes décide maintenant.
stage-decided = Décidée
stage-decided-next = L’offre est préparée dans la langue de la personne.
stage-offered = Offre faite
stage-offered-next = La personne a six mois pour dire oui ou non, ou pour demander un nouvel examen.
stage-accepted = Offre acceptée
stage-accepted-next = Les paiements sont organisés ensuite.
stage-declined = Offre refusée
stage-declined-next = La personne peut demander un nouvel examen, ou revenir plus tard.
stage-scheduled = Paiements prévus
stage-scheduled-next = Une deuxième personne vérifie les paiements.
stage-approved = Paiement approuvé
stage-approved-next = La banque reçoit l’ordre de payer.
stage-instructed = À la banque
stage-instructed-next = La banque paie. Cela peut prendre quelques jours.
stage-returned = Paiement revenu
stage-returned-next = Choisissez de nouveau comment être payé. Aucun argent n’est perdu.
stage-settled = Payée
stage-settled-next = Une lettre de clôture est préparée.
stage-closed = Close
stage-closed-next = Il n’y a plus rien à faire. La demande peut être rouverte s’il y a du nouveau.
stage-withdrawn = Retirée
stage-withdrawn-next = Cette demande ne bouge plus. La personne peut revenir à tout moment.

## Ce qui a été fait
code-act-A1 = Une menace, une tentative ou une demande de sexe, sans toucher
code-act-A2 = Un usage sexuel sans toucher, comme des images ou être forcé de se déshabiller
code-act-A3 = Un toucher sexuel, sans pénétration
code-act-A4 = Du sexe avec un adulte contre quelque chose, ou par abus de pouvoir ou de confiance
code-act-A5 = Un viol ou une pénétration forcée, une fois
code-act-A6 = Des abus sexuels répétés, ou être retenu ou vendu pour du sexe

## Ce qui l’a rendu plus grave
code-aggravation-G1 = La personne avait moins de 18 ans
code-aggravation-G2 = Une grossesse, une naissance, une grossesse perdue ou un avortement dangereux
code-aggravation-G3 = Le VIH, ou une infection ou une blessure qui dure
code-aggravation-G4 = Une arme ou une forte violence
code-aggravation-G5 = Plusieurs personnes l’ont fait
code-aggravation-G6 = L’auteur contrôlait la nourriture, l’abri, l’aide ou le travail
code-aggravation-G7 = Une vengeance ensuite, ou devoir fuir
code-aggravation-G8 = La personne vit avec un handicap

## Combien de temps cela a pesé
code-impact-I0 = Rien à dire
code-impact-I1 = Jusqu’à un an
code-impact-I2 = Jusqu’à cinq ans
code-impact-I3 = Plus de cinq ans, ou cela rend invalide
code-impact-I4 = Pour la vie, et lourdement

## Qui était l’auteur
code-category-CIV_INT = Personnel international de la mission
code-category-CIV_NAT = Personnel national de la mission
code-category-UNV = Volontaire des Nations Unies
code-category-CONS = Consultant
code-category-ICON = Prestataire individuel
code-category-INTERN = Stagiaire
code-category-CORP = Employé d’une entreprise au service de la mission
code-category-GPP = Conseiller envoyé par un État, sans uniforme
code-category-MIL_CON = Soldat d’un contingent
code-category-MIL_STO = Officier d’état-major
code-category-MIL_OBS = Observateur militaire
code-category-POL_IPO = Policier de la mission
code-category-POL_FPU = Membre d’une unité de police
code-category-NUF = Soldat d’une autre force
code-category-AFP = Personnel d’un autre organisme des Nations Unies
code-category-IP = Employé d’une organisation partenaire
code-category-UNK = Pas connu

## Pour qui
code-claimant-victim = La personne survivante
code-claimant-child_born = Un enfant né de ce qui s’est passé
code-claimant-guardian = Un enfant ou un adulte pour qui quelqu’un d’autre parle
code-claimant-dependant = La famille d’une personne survivante décédée

## Accords
code-consent-P1 = Déposer cette demande
code-consent-P2 = Laisser la commission lire ce qui est dit ici
code-consent-P3 = Demander des dossiers de santé
code-consent-P4 = Partager avec les enquêteurs indépendants
code-consent-P5 = Signaler aux autorités du pays
code-consent-P6 = Transmettre la demande à l’État ou à l’organisme responsable
code-consent-P7 = Transmettre à des services qui peuvent aider
code-consent-P8 = Donner les informations de paiement à la banque ou à l’agent payeur
code-consent-P9 = Compter dans les statistiques, sans aucun nom
code-consent-P10 = Garder le dossier après la clôture

## Réponses
code-answer-yes = Oui
code-answer-no = Non
code-answer-unknown = Je ne sais pas

## Résultats des règles
code-outcome-met = Remplie
code-outcome-not_met = Non remplie
code-outcome-undetermined = Il faut en savoir plus

## Règles
code-rule-R-01 = Une opération de paix de la liste
code-rule-R-02 = Un personnel couvert
code-rule-R-03 = Un acte de la liste
code-rule-R-04 = Un lien avec le service
code-rule-R-05 = Qui peut demander
code-rule-R-06 = Accord et représentation
code-rule-R-07 = Ce qui compte comme preuve
code-rule-R-08 = Conclusions des enquêteurs
code-rule-R-09 = Le temps
code-rule-R-10 = Transmission, et l’aide continue
code-rule-R-11 = Auteur inconnu ou plusieurs auteurs
code-rule-R-12 = Rien n’est retiré à la personne
code-rule-R-13 = Rien n’est payé deux fois
code-rule-R-14 = Une personne, un dossier
code-rule-R-15 = Paiement provisoire et urgent
code-rule-R-16 = Enfants
code-rule-R-17 = Décisions accompagnées
code-rule-R-18 = Indépendance
code-rule-R-19 = Décision d’une commission
code-rule-R-20 = Offre sans perte de droits
code-rule-R-21 = Paiement
code-rule-R-22 = Nouvel examen et appel
code-rule-R-23 = Réouverture
code-rule-R-24 = Quand la personne est décédée
code-rule-R-25 = Fraude et erreur
code-rule-R-26 = L’argent doit exister
code-rule-R-27 = Recours contre les responsables
code-rule-R-28 = Confidentialité
code-rule-R-29 = Frais
code-rule-R-30 = Versions des règles

## Postes de l’indemnité
code-head-H1 = Atteinte au corps, à l’esprit et à la dignité
code-head-H2 = Soins médicaux
code-head-H2p = Soins médicaux déjà reçus
code-head-H2f = Soins médicaux à venir
code-head-H3 = Soutien psychologique
code-head-H3p = Programme de soutien
code-head-H3f = Soutien supplémentaire
code-head-H4 = Revenus perdus
code-head-H5 = École perdue
code-head-H6 = Entretien d’un enfant
code-head-H7 = Frais de la demande
code-head-H8 = Obsèques et deuil
