# Textes du service d'éligibilité. Les motifs et les lignes parlent à la personne en mots simples.

## Ce que la porte propose
gate-eligible = Éligible
gate-referred = Non couvert, orienté ailleurs
gate-info = Il manque quelque chose
refer-state = L'État dont relevait la personne
refer-entity = L'autre organisation
refer-justice = La justice nationale
refer-conduct = Le dispositif de discipline du personnel

## Pages du panel
title-queue = Liste
title-case = Détails
queue-heading = Dossiers
queue-empty = Il n'y a pas de dossier pour vous en ce moment.
queue-over-heading = Dossiers terminés
queue-over-empty = Aucun de vos dossiers n'est encore terminé.
queue-caption = Les plus anciens d'abord
queue-code = Code
queue-stage = Où il en est
queue-since = Depuis
queue-chair = Présidence
queue-part = Votre rôle
queue-free = Attend une présidence
queue-declare = À déclarer d'abord
seat-chair = Présidence
seat-member = Membre
case-back = Tous les dossiers
case-since = depuis le { $moment }
case-next = La suite
next-seat_panel = Prenez la présidence de ce dossier, ou remplissez les sièges vides : nommez des membres qui n'y ont eu aucune part.
next-declare = Déclarez s'il y a un conflit. Avant cela, rien de la demande ne vous est montré.
next-wait_for_declarations = Les autres doivent d'abord déclarer.
next-ask_or_find = Il manque quelque chose. Interrogez l'intervenante, notez ce que vous avez constaté, ou décidez sur le dossier dès que c'est permis.
next-wait_for_answer = La question est posée. La réponse ramènera le dossier.
next-confirm_eligible = Chaque règle est remplie. Lisez la feuille et confirmez.
next-confirm_referred = Une règle n'est pas remplie. Lisez la feuille et confirmez chacune de ces règles.
next-wait_for_confirmation = Un membre confirme d'abord, puis la présidence.
next-assess = Faites calculer l'indemnité.
next-record_view = Notez votre propre avis. Ceux des autres vous sont montrés ensuite.
next-wait_for_views = Les autres doivent d'abord noter leur avis.
next-decide = Trois avis sont notés. Rendez la décision.
next-nothing = Vous n'avez rien à faire ici pour le moment.
panel-heading = Panel
panel-nobody = Personne ne siège encore pour cette demande.
panel-choose = { $count ->
    [0] Vous prenez la présidence ; les deux membres siègent déjà
    [1] Nommez un membre
   *[other] Nommez { $count } membres
 }
panel-choose-hint = Une personne au moins du panel est formée au traumatisme ; le panel est mixte.
panel-no-candidates = Aucun membre ne peut siéger. Les membres apparaissent ici après s'être connectés une fois.
panel-seat = Constituer le panel
declaration-waiting = n'a pas encore déclaré
declaration-none = pas de conflit
declaration-conflict = conflit, siège vidé
declare-question = Avez-vous un conflit d'intérêts ?
declare-hint = C'est le cas si vous connaissez la personne survivante ou la personne mise en cause, avez servi dans l'opération ces trois dernières années, travaillez dans la même unité, avez eu une autre part à ce dossier, ou appartenez à l'organisation de l'intervenante.
declare-none = Non, je n'ai pas de conflit
declare-conflict = Oui, ou je n'en suis pas sûr
declare-send = Déclarer
declare-later = J'ai découvert un conflit
declare-later-hint = Votre siège est vidé pour de bon, et la demande sort de votre vue.
declare-later-send = Quitter ce dossier
asked-heading = Déjà demandé
gate-heading = Régler la recevabilité
ask-legend = Interroger l'intervenante
ask-hint = Toutes les réponses sont facultatives. Vous pouvez demander deux fois ; ensuite le panel décide sur le dossier.
ask-send = Envoyer les questions
ruling-summary = Régler { $rule }
ruling-ground = Fondement
ruling-outcome = Résultat
ruling-send = Noter ce constat
confirm-not-met = Confirmez chaque règle qui n'est pas remplie
confirm-not-met-hint = Deux personnes confirment : un membre, puis la présidence. La lettre dit que le récit n'est pas mis en doute.
confirm-referred = Confirmer : orienter cette demande
confirm-eligible = Confirmer : chaque règle est remplie
confirm-on-file-hint = Après deux demandes ou 90 jours, le panel décide sur le dossier, et le doute compte pour la personne.
confirm-on-file = Décider sur le dossier : éligible
views-heading = Avis
views-count = { $count ->
    [0] Aucun avis n'est noté.
    [1] Un avis est noté.
   *[other] { $count } avis sont notés.
 }
view-question = Votre propre avis
view-hint = Notez-le avant de parler aux autres. Il ne peut plus être changé.
verdict-awarded = Indemnité telle que calculée
verdict-not_awarded = Pas d'indemnité
view-note = Pourquoi (pour le panel seulement)
view-note-hint = Aucun nom. Cela n'apparaît dans aucune lettre.
view-send = Noter mon avis
decide-heading = Rendre la décision
decide-language = La personne a demandé : { $language }. Il n’existe pas de lettre dans cette langue : la sienne sera en { $paper }. Veillez à ce qu’elle lui soit lue dans sa langue.
decide-question = Ce que dit la majorité des avis
decide-reasons = Motifs, dans les mots du panel
decide-reasons-hint = La personne lit ce texte. Des mots simples, aucun nom. Le motif de chaque règle s'ajoute tout seul.
decide-send = Rendre la décision
decision-heading = Décision
decision-outcome = Résultat
decision-issued = Rendue le
decision-open-until = Offre ouverte jusqu'au
decision-rules = Motifs, règle par règle
decision-paper = Papiers de cette demande

## Ce qui n'est pas possible, et que faire
refusal-declare-first = Déclarez d'abord s'il y a un conflit. Ensuite la demande est montrée.
refusal-chair-only = Seule la présidence de ce panel peut faire cela.
refusal-chair-taken = Une autre personne a pris la présidence. Rechargez la page pour voir qui siège.
refusal-members-needed = { $count ->
    [0] Les deux sièges de membres sont pris. Ne nommez personne.
    [1] Nommez exactement un membre autre que vous.
   *[other] Nommez exactement { $count } membres autres que vous.
 }
refusal-member-unknown = Cette personne ne peut pas siéger comme membre. Choisissez quelqu'un dans la liste.
refusal-member-sat-already = Cette personne a déjà siégé pour cette demande. Choisissez quelqu'un d'autre.
refusal-declared-already = Vous avez déjà déclaré. Un conflit découvert plus tard peut encore être déclaré.
refusal-nothing-to-ask = Aucune règle n'est ouverte ; il n'y a rien à demander.
refusal-asked-twice = L'intervenante a été interrogée deux fois. Décidez sur le dossier ; le doute compte pour la personne.
refusal-gate-not-met = Une règle n'est pas remplie ; la demande ne peut pas être confirmée comme éligible.
refusal-gate-open = Une règle est encore ouverte. Demandez, ou notez un constat ; après deux demandes ou 90 jours, décidez sur le dossier.
refusal-gate-not-referred = Aucune règle n'est non remplie ; il n'y a rien à orienter.
refusal-confirm-each-rule = Cochez chaque règle qui n'est pas remplie, et seulement celles-là.
refusal-confirmed-already = Vous avez déjà confirmé cette feuille.
refusal-member-confirms-first = Un membre du panel confirme d'abord, puis la présidence.
refusal-no-act-passed = Aucun acte ne passe ; il n'y a rien à calculer.
refusal-view-recorded = Vous avez déjà noté votre avis. Il reste tel quel.
refusal-view-first = Notez d'abord votre propre avis.
refusal-letter-not-printable = La lettre ne peut pas imprimer { $letter }. Écrivez-le avec des mots.
refusal-letter-too-many-lines = Cela prendrait environ { $lines } lignes dans la lettre ; { $max } au plus. Mettez moins de retours à la ligne et d’images.
refusal-views-missing = { $count ->
    [1] Il manque un avis.
   *[other] Il manque { $count } avis.
 }
refusal-no-majority = La majorité des avis dit autre chose.
refusal-decided-already = Une décision est déjà rendue.

## Versions des règles et des montants
title-versions = Règles
title-version = Version
versions-heading = Règles et montants
versions-lead = Chaque demande est décidée selon une version des règles et une version des montants. Une version est écrite une fois et ne change jamais. Deux personnes la signent avant son premier jour.
versions-caption = Versions, le premier jour le plus récent d'abord ; celles du programme à la fin
version-name = Nom
version-of = De quoi
version-title = Titre
version-from = Premier jour
version-state = État
version-kind-rules = Règles
version-kind-schedule = Montants
version-state-draft = Attend des signatures
version-state-lapsed = Pas signée à temps ; ne compte jamais
version-state-coming = Signée ; compte à partir de son premier jour
version-state-in_force = En vigueur aujourd'hui
version-state-past = Remplacée par une version plus récente
version-draft = Proposer une version
version-draft-lead = Envoyez un fichier, ou collez le texte. Il est vérifié tout de suite. Ce qui ne va pas est indiqué ici, endroit par endroit.
version-schemas = Les formats en JSON Schema :
version-file = Fichier
version-file-hint = Un fichier JSON dans l'un des deux formats. Si vous choisissez un fichier, le texte ci-dessous n'est pas pris.
version-paste = Texte
version-paste-hint = Le document entier, de la première accolade à la dernière.
version-check = Seulement vérifier
version-keep = Garder comme projet
version-sound = { $version } peut être gardée comme projet. Regardez les avertissements, s'il y en a.
version-problems = Ce que la vérification a trouvé
version-path = Endroit
version-weight = Poids
version-what = Ce qui ne va pas
version-error = Erreur
version-warning = À regarder
version-back = Toutes les versions
version-drafted = Proposée par
version-shipped = Venue avec le programme
version-signed = Signée par
version-digest = SHA-256 du document
version-download = Télécharger le document
version-changes = Ce qu'elle change par rapport à { $version }
version-changes-caption = { $count ->
    [1] Un endroit
   *[other] { $count } endroits
 }
version-no-changes = Rien que son nom.
version-old = Avant
version-new = Maintenant
version-nothing = (rien)
version-sign = Signer
version-sign-lead = Lisez d'abord les changements. Vous signez ce document tel qu'il est. Avec deux signatures, il compte à partir de son premier jour, pour chaque demande décidée dès lors. Il ne peut être ni changé ni repris ; seule une version plus récente peut le remplacer.
version-sign-send = Signer cette version
version-document = Document
version-document-open = Montrer tout le texte
refusal-version-has-errors = { $count ->
    [1] Une chose ne va pas. Elle est indiquée sous le titre du formulaire.
   *[other] { $count } choses ne vont pas. Elles sont indiquées sous le titre du formulaire.
 }
refusal-version-too-late = Le premier jour doit être dans l'avenir : rien n'est décidé selon des règles qui ont commencé dans le passé.
refusal-version-name-taken = Il y a déjà une version de ce nom. Choisissez un autre nom ; une version ne change jamais.
refusal-version-signed = Cette version a déjà ses signatures.
refusal-version-signed-by-you = Vous avez déjà signé. Une autre personne doit signer aussi.
refusal-version-not-as-read = Ce n'est pas le document que vous avez lu. Rechargez la page et lisez-le.

## Ce que la vérification d'une version trouve
refusal-format-unknown = Ce programme ne connaît pas le format « { $format } ».
refusal-unreadable = Ceci ne peut pas être lu : { $why }.
refusal-key-twice = Cette clé est là deux fois. Gardez-en une.
refusal-table-gap = Aucune ligne ne couvre ce cas : { $example }. Chaque cas a besoin d'exactement une ligne.
refusal-table-overlap = Cette ligne et { $other } couvrent toutes deux ce cas : { $example }. Chaque cas a besoin d'exactement une ligne.
refusal-row-unreachable = Cette ligne ne sert jamais : elle ne couvre aucun cas, ou d'autres lignes couvrent tous ses cas.
refusal-table-too-large = Ce tableau a trop de lignes pour être vérifié.
refusal-code-twice = « { $code } » est là deux fois. Gardez-en un.
refusal-number-negative = { $value } est trop petit. Ce ne peut pas être moins de zéro.
refusal-number-zero = Ceci ne peut pas être zéro.
refusal-number-decimals = { $value } a trop de décimales. Utilisez-en { $most } au plus.
refusal-number-too-large = { $value } est plus grand que tout montant possible.
refusal-number-above = { $value } est plus que { $most }, la valeur de { $other }.
refusal-share-over-one = { $value } est plus que le tout, qui est 1.
refusal-limit-range = { $value } ne peut pas être voulu. Utilisez de { $least } à { $most }.
refusal-date-range = { $day } ne peut pas être voulu comme premier jour.
refusal-until-before-from = Le dernier jour, { $until }, vient avant le premier jour, { $from }.
refusal-list-empty = Cette liste est vide. Il lui faut au moins un élément.
refusal-text-empty = Il n'y a pas de texte ici.
refusal-text-missing = Il n'y a pas de texte pour « { $key } » dans cette langue : { $language }. Ajoutez-le sous « texts ».
refusal-text-unused = Rien n'utilise le texte « { $key } ».
refusal-language-unknown = Ce programme n'a pas la langue « { $language } ».
refusal-rule-missing = { $rule } manque. Les trente règles doivent être là.
refusal-rule-not-gate = { $rule } ne peut pas faire partie du seuil.
refusal-rule-outside-gate = { $rule } ne fait pas partie du seuil. Des demandes passeront sans elle.
refusal-source-unknown = La source « { $source } » n'est pas dans la liste des sources.
refusal-source-unused = Aucune règle ne repose sur la source « { $source } ».
refusal-code-reserved = « { $code } » a un autre sens et ne peut pas nommer une opération.
refusal-operation-unknown = « { $operation } » n'est pas une autre opération de la liste.
refusal-opened-before-operation = Le mécanisme ne peut pas avoir ouvert le { $day }, avant le début de l'opération le { $from }.
refusal-ask-missing = Il n'y a pas de question pour la situation « { $ask } ».
refusal-refer-missing = On ne dit pas où s'adresser à qui n'est pas couvert ici.
refusal-refer-unused = Qui est couvert n'a pas besoin d'être orienté.
refusal-proof-weaker = Une perte plus grande demande ici une preuve plus faible : { $test } après { $other }.
refusal-quorum-impossible = { $present } de { $seats } sièges ne peuvent pas être présents.
refusal-act-not-listed = { $act } n'est pas dans la liste des actes.
refusal-class-lighter = { $act } compterait comme { $class }, qui est moins grave.
refusal-currency-not-usd = Les montants doivent être en dollars des États-Unis, pas en { $currency }.
refusal-code-missing = Il n'y a pas de nombre pour { $code }.
refusal-graver-for-less = { $value } est moins que ce qu'a { $other }, qui est moins grave.
refusal-act-above-cap = Avec tout ce qui l'aggrave, cet acte arrive à { $value }, plus que le maximum, { $most }.
refusal-weight-rises = { $value } est plus que le poids d'avant, { $other }.
refusal-cap-below-programme = Le plafond de { $most } est sous { $value }, qui ne peut jamais être réduit.
refusal-head-never-cut = { $head } n'est jamais réduit ; il ne peut pas être ici.
refusal-head-not-cut = { $head } n'est pas dans la liste ; il n'est jamais réduit.
