# Les lignes d'une indemnité, où l'une s'arrête, ce qu'il faut regarder.

## Lignes de l'indemnité
line-act-A1 = { $percent ->
    [0] Menace, tentative ou sollicitation sans contact.
   *[other] Menace, tentative ou sollicitation sans contact. Ce qui l'a aggravé ajoute { $percent } %.
 }
line-act-A2 = { $percent ->
    [0] Exploitation sans contact.
   *[other] Exploitation sans contact. Ce qui l'a aggravé ajoute { $percent } %.
 }
line-act-A3 = { $percent ->
    [0] Contact sexuel.
   *[other] Contact sexuel. Ce qui l'a aggravé ajoute { $percent } %.
 }
line-act-A4 = { $percent ->
    [0] Exploitation sexuelle d'une personne adulte.
   *[other] Exploitation sexuelle d'une personne adulte. Ce qui l'a aggravé ajoute { $percent } %.
 }
line-act-A5 = { $percent ->
    [0] Viol ou abus sexuel, un seul événement.
   *[other] Viol ou abus sexuel, un seul événement. Ce qui l'a aggravé ajoute { $percent } %.
 }
line-act-A6 = { $percent ->
    [0] Abus répétés sur une période, captivité ou traite.
   *[other] Abus répétés sur une période, captivité ou traite. Ce qui l'a aggravé ajoute { $percent } %.
 }
line-impact-I0 = Aucun effet durable n'a été indiqué.
line-impact-I1 = Effet sur votre vie jusqu'à un an.
line-impact-I2 = Effet sur votre vie jusqu'à cinq ans.
line-impact-I3 = Effet sur votre vie de plus de cinq ans, ou invalidant.
line-impact-I4 = Effet sur votre vie permanent et grave.
line-impact-presumed = Effet sur votre vie jusqu'à un an. Il est tenu pour acquis ; vous n'avez rien à montrer.
line-moral-sum = Les actes et l'effet ensemble.
line-moral-floor = Aucune indemnité pour le dommage n'est inférieure à { $limit }.
line-moral-most = L'indemnité pour le dommage s'arrête à { $limit }.
line-past-medical = Soins médicaux passés, d'après les papiers.
line-care-presumed = Soins médicaux passés. Vous n'avez pas de papiers ; une somme fixe les remplace.
line-past-psychosocial = Accompagnement psychologique passé, d'après les papiers.
line-papers-sum = La somme des papiers.
line-planned-medical = Soins médicaux à venir, d'après le plan de soins.
line-extra-psychosocial = Accompagnement psychologique au-delà des séances habituelles.
line-planned-most = Les soins à venir sont payés jusqu'à { $limit }.
line-earnings = Revenus perdus pendant { $months } mois, comptés à { $percent } %.
line-earnings-most = Revenus perdus, comptés pour { $months } mois, ce qui est le maximum, à { $percent } %.
line-gross = Le tout additionné.
line-already-paid = L'argent que vous avez déjà reçu pour le même dommage.
line-weight = L'acte { $act } compte à { $percent } %.
line-sessions = Accompagnement psychologique, pour le nombre de séances habituel. Le choix vous appartient.
line-earnings-reference = Revenus perdus pendant { $months } mois, d'après le salaire habituel du lieu, comptés à { $percent } %.
line-schooling = Les années d'école que vous avez perdues.
line-schooling-training = Les années d'école que vous avez perdues, et une aide à la formation.
line-not-proved = Cela a été demandé. On n'a pas pu le montrer assez bien pour une somme de cette taille ; ce n'est donc pas payé.
line-not-in-claim = Cela a été demandé. Cela n'a pas sa place dans ce type de demande ; ce n'est donc pas payé ici.
line-lapsed = C'était pour des soins à venir. Cela a pris fin avec son décès.
line-losses-sum = Les pertes en argent et les soins ensemble.
line-losses-over = Cela dépasse ce qui peut être payé pour les pertes.
line-shortened-losses = Les pertes en argent ensemble ont une limite. Cette part est réduite à { $amount }.
line-total-sum = Le dommage et les pertes ensemble.
line-total-over = Cela dépasse ce qui peut être payé pour le dommage et les pertes.
line-shortened-total = Le dommage et les pertes ensemble ont une limite. Cette part est réduite à { $amount }.
line-maintenance = L'entretien de l'enfant, pour chaque mois jusqu'à aujourd'hui.
line-maintenance-later = L'entretien de l'enfant, pour chaque mois à venir. Il est versé par mois ou par trimestre, pas maintenant.
line-dna-excluded = Un test ADN a montré un autre parent ; il n'y a donc pas d'entretien. Le reste de la demande demeure.
line-funeral = Les obsèques, d'après les papiers.
line-funeral-most = Les obsèques sont payées jusqu'à { $limit }.
line-bereavement = Une seule somme pour votre deuil, pour tous ceux qu'elle laisse.
line-funeral-sum = Les obsèques et le deuil ensemble.
line-cost-filing = Une somme fixe pour l'aide au dépôt. Elle va à ceux qui vous aident.
line-cost-filing-once = La somme fixe pour le dépôt est payée une fois par demande.
line-cost-dna = Un test ADN. Il est payé à ceux qui vous aident.
line-cost-travel = Des trajets. Ils sont payés à ceux qui vous aident.
line-cost-interpreting = Un interprète. Il est payé à ceux qui vous aident.
line-costs-sum = Les frais de ceux qui vous aident. Ils ne sont jamais pris sur votre indemnité.
line-costs-most = Les frais de ceux qui vous aident sont payés jusqu'à { $limit }.
line-after-offset = Ce qui reste de cette part après cet argent.
line-offset-lapses = Cette part de cet argent est laissée de côté. Elle ne sera jamais réclamée.
line-sum-after-offsets = Le tout additionné, après l'argent que vous avez déjà eu.
line-due = Ce qui vous est dû.
line-due-after-interim = Ce qui vous est dû, après ce qui a été versé d'avance.
line-absorbed = Vous avez reçu d'avance plus que l'indemnité. Cette part ne sera jamais réclamée.
line-earlier-stands = La décision précédente était meilleure pour vous. Elle reste valable : vous ne recevez pas moins de { $limit }.
line-top-up = C'est autant de plus que dans la décision précédente.
line-no-successor = Personne ne peut être payé à sa place. La somme reste dans le fonds pour d'autres personnes survivantes.
line-fund-share = Le fonds manque d'argent pour le moment : une première part est payée en entier, puis { $percent } % du reste.
line-after-paid = Ce qui peut être payé maintenant, après ce qui a déjà été versé de cette indemnité.
line-still-owed = { $amount } vous restent dus et sont payés dès qu'il y a de l'argent.
line-upkeep = Pour l'entretien de l'enfant. Cela va à la personne qui s'en occupe.
line-released = Cette part est versée maintenant.
line-trust = Cette part est gardée en sûreté au nom de l'enfant, avec intérêts, jusqu'à sa majorité.
line-paid-out = Ce qui est versé maintenant, ensemble.
line-share = Part { $item }.
line-instalment = Versement { $item }.
line-local = Versement { $item } en { $currency }, au taux de son jour ({ $rate }).

## Comment une ligne a été arrondie
rounding-round2 = arrondi au centime ou à la plus petite unité, la moitié vers le haut
rounding-trunc2 = arrondi au centime ou à la plus petite unité, vers le bas

## Ce qu'une personne devrait regarder
flag-pecuniary_over_most = Les frais avec papiers dépassent le plafond des pertes. Ils sont payés quand même.
flag-total_over_most = L'indemnité dépasse le plafond général, car rien de ce qui reste ne peut être réduit.
flag-instalments_merged = Il y a moins de versements que choisi, pour que chacun soit assez grand.
flag-earlier_sum_stands = La révision aboutissait à moins. La somme précédente reste valable.

## Pourquoi une ligne n'a pas pu être calculée
stopped-rate_missing = Il n'y a pas de taux pour { $currency } le { $day }. Rien n'est deviné.
stopped-wage_missing = Aucun salaire n'est prouvé, et les montants n'en ont pas pour ce lieu.
stopped-causation_unknown = Les montants n'ont pas cette part de causalité.
stopped-too_large = Un montant dépasse ce qui se calcule au centime près.
