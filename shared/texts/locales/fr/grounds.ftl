# Les questions à la personne, et les causes, sources d’argent et motifs que nomme un jeu de règles.

## Ce qui peut régler une question ouverte
question-place = Où était-ce ?
question-vehicle = Y avait-il des marques ou des lettres sur le véhicule ?
question-uniform = La personne portait-elle un uniforme, un badge ou un gilet ?
question-base = Quelle base ou quel bureau était le plus proche ?
question-year = En quelle année était-ce, à peu près ?
question-employer = Pour qui la personne travaillait-elle, d'après les gens ?
question-deployment = À quelles conditions la personne a-t-elle été envoyée ?
question-which_act = Lequel des actes de la liste a eu lieu ?
question-period = Était-ce une seule fois, ou pendant un certain temps ?
question-age = Quel âge aviez-vous alors, à peu près ?
question-season = Y avait-il une année scolaire, une récolte, une élection ou une inondation qui aide à dire quand c'était ?
question-hr_record = Le dossier de service est demandé à l'opération.
question-relationship = Qui peut dire quel est votre lien : une sage-femme, une école, une communauté, un registre ?
question-dna = Souhaitez-vous un test ADN ? Il est gratuit et c'est votre choix.
question-consent = Voulez-vous que cette demande continue ?
question-last_act = Quand cela a-t-il eu lieu pour la dernière fois, à peu près ?
question-late_reason = Qu'est-ce qui vous a empêchée de faire la demande plus tôt ?
question-match = Une ou un collègue vérifie s'il existe un second dossier.
question-means = Quelque chose de l'opération a-t-il servi : une voiture, une maison, des vivres, de l'argent, un uniforme, un poste ?
question-authority = Au nom de quelle autorité la personne qui vous aide agit-elle ? Y a-t-il un papier ou un témoin ?
question-assent = Que dit l'enfant ? On demande à un enfant de 12 ans ou plus.
question-one_more_source = Y a-t-il encore une chose qui pourrait aider : une personne, un papier, un message, une photo ? Vous n'êtes pas obligée d'en avoir.
question-unit_finding = L'unité d'enquête est interrogée sur ce qu'elle a constaté.
question-referral_wish = Voulez-vous que ceci soit transmis aux responsables ? On vous le demande en personne, jamais par lettre.
question-other_money = Quelqu'un vous a-t-il versé de l'argent pour ce tort ? Qui, quand, combien, et pour quoi ?
question-safety_call = Êtes-vous en sécurité aujourd'hui ? Une ou un collègue vous appelle.
question-household = Qui vit avec la personne qui recevrait l'argent ?
question-supporter = Qui doit vous aider à décider ? Vous pouvez nommer une personne de confiance.
question-declaration = Chaque membre du panel dit s'il a un lien avec les personnes ou le lieu.
question-seats = Qui peut être présent pour décider ?
question-reach = Comment peut-on vous joindre en sécurité ?
question-test_payment = Souhaitez-vous d'abord un petit paiement, pour voir s'il vous parvient ?
question-what_is_new = Qu'y a-t-il de nouveau depuis la décision ?
question-kin = Qui est de la famille ? Quelqu'un de la communauté peut le dire.
question-hear = Que dites-vous de cela ? Rien n'est décidé avant de vous avoir entendue.
question-fund_position = La finance est interrogée sur l'argent disponible.
question-liable_party = Le bureau juridique est interrogé : qui doit rembourser le fonds ?
question-investigate = Une ou un collègue cherche ce qui est arrivé à vos informations.
question-fee_declaration = On demande à la personne qui vous aide si quelqu'un a pris ou demandé de l'argent.

## Raisons d'un dépôt tardif qui sont acceptées sans preuve
cause-fear = La peur
cause-shame = La honte
cause-threat = Des menaces
cause-displacement = La fuite ou le déplacement
cause-conflict = Les combats
cause-no_information = Personne n'a dit qu'une demande était possible
cause-illness = La maladie
cause-investigation = L'attente d'une enquête

## Argent et aide d'autres personnes
offset-judgment = Argent par jugement d'un tribunal
offset-settlement = Argent par accord
offset-ex_gratia = Argent qu'un État a versé de sa propre volonté
offset-other_fund = Argent d'un autre fonds
offset-maintenance = Pension versée pour un enfant
offset-in_kind = Des choses données
offset-services = Des soins ou des services
offset-trust_fund_project = Un projet du Fonds d'affectation
offset-charity = La charité
offset-social_benefit = Des prestations sociales
offset-schooling = La scolarité
offset-lawyers_costs = Les frais d'avocat

## Ce sur quoi le panel règle une question ouverte
ground-place_named = Le lieu que vous avez nommé montre de quelle opération il s'agit.
ground-unit_record = Les dossiers de l'opération le montrent.
ground-on_file = Le panel décide sur le dossier. Le doute compte en votre faveur.
ground-deployment_terms = Les conditions de l'envoi de la personne règlent ce point.
ground-account = Votre récit le montre.
ground-anchor_event = Les événements dont vous vous souvenez montrent quand c'était.
ground-means_of_service = L'acte a été commis avec les moyens, le statut ou les biens du service.
ground-midwife = Une sage-femme l'a confirmé.
ground-school = Une école l'a confirmé.
ground-community = Votre communauté l'a confirmé.
ground-dna = Un test ADN l'a confirmé.
ground-admission = La personne l'a reconnu.
ground-national_decision = Une autorité nationale l'a décidé.
ground-consent_confirmed = Vous avez confirmé que vous voulez que cette demande continue.
ground-fear = Vous aviez peur. Le panel accepte cette raison du retard.
ground-shame = La honte vous a empêchée de parler. Le panel accepte cette raison du retard.
ground-threat = Vous avez été menacée. Le panel accepte cette raison du retard.
ground-displacement = Vous avez dû fuir. Le panel accepte cette raison du retard.
ground-conflict = Il y avait des combats. Le panel accepte cette raison du retard.
ground-no_information = Personne ne vous a dit que vous pouviez faire une demande. Le panel accepte cette raison du retard.
ground-illness = Vous étiez malade. Le panel accepte cette raison du retard.
ground-investigation = Vous attendiez une enquête. Le panel accepte cette raison du retard.
ground-looked_at = Une ou un collègue a vérifié et n'a trouvé aucun second dossier qui fasse obstacle.
ground-authority_paper = Un document montre le pouvoir.
ground-voucher = Un justificatif le montre.
