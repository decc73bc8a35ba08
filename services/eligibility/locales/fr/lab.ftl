# Textes du laboratoire : que ferait un changement ?

title-lab = Laboratoire
lab-heading = Que ferait un changement ?
lab-lead = Changez quelque chose et voyez ce qui suivrait : qui recevrait une réparation, qui n'en recevrait pas, ce que cela coûterait. Regarder ne change rien. Le projet est comparé aux règles et aux montants en vigueur aujourd'hui.
lab-ask = Demander
lab-run = Comparer
lab-found = Ce qui a été trouvé

lab-source = Quelles demandes ?
lab-source-invented = Des demandes inventées. Elles ne disent rien de ce qui se passe où que ce soit.
lab-source-caseload = Les demandes qui sont ici. Personne ne peut voir de qui elles viennent.
lab-count = Nombre de demandes inventées
lab-count-hint = Au plus { $max }.
lab-seed = Numéro de départ
lab-seed-hint = Le même numéro redonne les mêmes demandes.
lab-fund = Argent pour les paiements, en dollars des États-Unis
lab-fund-hint = Laissez vide, ou voyez quelle part pourrait en être payée.

lab-cover = Qui serait aussi couvert ?
lab-cover-hint = Cochez qui le projet couvrirait.
lab-cover_from = Seulement pour les actes à partir de ce jour
lab-cover_from-hint = Par exemple 2020-01-31. Laissez vide pour tous les actes.
lab-sums = Changer des montants et des délais
lab-sums-hint = Laissez vide ce qui reste tel quel. Les montants sont en dollars des États-Unis.
lab-shares = Changer ce qui rend un acte plus grave
lab-now = Aujourd'hui : { $now }
lab-moral_floor = Le moins pour l'atteinte au corps, à l'esprit et à la dignité
lab-moral_most = Le plus pour l'atteinte au corps, à l'esprit et à la dignité
lab-pecuniary_most = Le plus pour les soins, les revenus et la scolarité perdus ensemble
lab-total_most = Le plus pour tout cela ensemble
lab-maintenance_month = Entretien d'un enfant, par mois
lab-first_payment = Payé en entier avant la part du fonds
lab-late_after_years = Années après lesquelles une demande est tardive
lab-aggravation_most = Le plus que cela ajoute ensemble
lab-whole = Comparer un projet entier
lab-whole-lead = Collez un jeu entier de règles, un jeu entier de montants, ou les deux. Ce qui reste vide reste comme aujourd'hui.
lab-rules = Règles
lab-rules-hint = Un document comme dmr-1.json.
lab-schedule = Montants
lab-schedule-hint = Un document comme s-ill-1.json.

lab-version-rules = Règles à comparer
lab-version-schedule = Montants à comparer
lab-version-now = Ceux d'aujourd'hui

lab-gained-many = { $count } demandes recevraient une réparation alors qu'elles n'en reçoivent pas aujourd'hui.
lab-gained-few = Moins de 10 demandes, ou aucune, recevraient une réparation alors qu'elles n'en reçoivent pas aujourd'hui.
lab-gained-withheld = Des demandes recevraient une réparation alors qu'elles n'en reçoivent pas aujourd'hui. Leur nombre ne peut pas être montré.
lab-lost-many = { $count } demandes perdraient la réparation qu'elles reçoivent aujourd'hui.
lab-lost-few = Moins de 10, ou aucune, perdraient la réparation qu'elles reçoivent aujourd'hui.
lab-lost-withheld = Des demandes perdraient la réparation qu'elles reçoivent aujourd'hui. Leur nombre ne peut pas être montré.
lab-too-few = Il y a moins de 10 demandes. Rien ne peut être dit sans désigner des personnes.
lab-over-caseload = Comparé sur { $claims } demandes qui sont ici.
lab-over-invented = Comparé sur { $claims } demandes inventées, numéro de départ { $seed }.
lab-versions = Aujourd'hui : { $base }. Projet : { $draft }.
lab-hidden = « <10 » est mis pour tout nombre de 0 à 9. « Non montré » est mis pour un nombre qui en révélerait un petit. Les montants sont arrondis à 1 000, leur somme peut donc différer ; ils sont montrés seulement s'ils viennent de 10 personnes ou plus.
lab-few = <10
lab-withheld = non montré
lab-csv = Emporter en tableau (CSV)
lab-json = Emporter en données (JSON)
lab-shortened = Les lignes dont aucun nombre ne peut être montré sont omises.
lab-chart-summary = Les mêmes nombres figurent dans le tableau de ce nom, plus bas.

lab-table-category = Qui gagnerait et qui perdrait, selon l'auteur des actes
lab-table-outcome = Ce que deviendraient les demandes
lab-table-rule = Quelles règles répondraient autrement
lab-table-band = Réparations par taille, dollars des États-Unis
lab-table-cost = Ce que coûteraient les réparations, dollars des États-Unis
lab-table-fund = Ce que le fonds aurait à payer, dollars des États-Unis
lab-table-stopped = Réparations dont une ligne ne peut être calculée, par exemple faute de taux

lab-column-both = Une réparation aujourd'hui et alors
lab-column-gained = En gagnent une
lab-column-lost = En perdent une
lab-column-neither = Aucune réparation
lab-column-total = Demandes
lab-column-before = Aujourd'hui
lab-column-after = Projet
lab-column-change = Écart
lab-row-mixed = Personnes de plusieurs catégories
lab-row-total = Toutes

lab-before-eligible = Aujourd'hui : une réparation
lab-before-referred = Aujourd'hui : non couverte, transmise
lab-before-info = Aujourd'hui : des questions restent
lab-after-eligible = Projet : une réparation
lab-after-referred = Projet : non couverte, transmise
lab-after-info = Projet : des questions restent

lab-move-met-not_met = De rempli à non rempli
lab-move-met-undetermined = De rempli à encore ouvert
lab-move-not_met-met = De non rempli à rempli
lab-move-not_met-undetermined = De non rempli à encore ouvert
lab-move-undetermined-met = D'encore ouvert à rempli
lab-move-undetermined-not_met = D'encore ouvert à non rempli

lab-band-nothing = Plus rien à payer
lab-band-0k-5k = Moins de 5 000
lab-band-5k-15k = De 5 000 à moins de 15 000
lab-band-15k-35k = De 15 000 à moins de 35 000
lab-band-35k-75k = De 35 000 à moins de 75 000
lab-band-from-75k = 75 000 et plus

lab-cost-later = Entretien d'enfants qui échoit plus tard
lab-cost-gross = Toutes les réparations
lab-cost-net = Reste à payer après ce qui a déjà été payé
lab-fund-first = Payé d'abord en entier
lab-fund-rest = Payé selon la part du fonds
lab-fund-factor = La part que l'argent permet
lab-fund-payable = Ce qui pourrait être payé
lab-fund-outstanding = Ce qui resterait dû
lab-stopped-stopped = Réparations

refusal-lab-busy = Quelqu'un d'autre compare en ce moment. Réessayez dans une minute.
refusal-lab-too-many = Il y a trop de demandes à comparer à la fois.
refusal-lab-count = Choisissez entre 1 et { $max } demandes.
refusal-lab-number = Écrivez un nombre entier en chiffres.
refusal-lab-percent = Écrivez un nombre entier de 0 à 100.
refusal-lab-day = Écrivez le jour ainsi : 2020-01-31.
refusal-lab-bounds = Cela ne peut pas être. Comparez avec le nombre d'aujourd'hui.
refusal-lab-unsound = Ce projet ne peut pas servir tel quel. À « { $path } » : { $code }.
