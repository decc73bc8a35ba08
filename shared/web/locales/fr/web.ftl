# Textes communs à tous les services : cadre des pages, connexion, problèmes, refus.
site-name = Bureau
error-prefix = Erreur :
errors-title = Il y a un problème
skip-to-main = Aller au contenu
quick-exit = Quitter vite cette page
nav-label = Parties
nav-claims = Demandes
nav-panel = Comité
nav-lab = Laboratoire
nav-finance = Finances
nav-trust = Argent des enfants
nav-versions = Règles
nav-papers = Documents
sign-in = Se connecter
sign-out = Se déconnecter
signed-in-as = Connecté :
continue = Continuer
save = Enregistrer
back = Retour
change = Modifier
to-home = À la première page
not-provided = Non indiqué
safety-link = Utiliser ce site sans risque

title-home = Première page
title-safety = Sécurité
title-problem = Problème
title-held = Vos saisies
title-reference = Référence

home-heading = Bienvenue
home-lead = Ici se traitent les demandes, les examens et les paiements. Connectez-vous pour voir votre travail.
home-nothing = Vous êtes connecté, mais aucun rôle ne vous a encore été donné. Adressez-vous à votre administrateur.
home-exit-hint = Le bouton rouge en haut quitte ce site aussitôt.

safety-heading = Utiliser ce site sans risque
safety-exit = Le bouton « Quitter vite cette page » est en haut de chaque page. Il vous déconnecte et ouvre une page ordinaire. Vous pouvez aussi appuyer trois fois sur la touche Maj.
safety-exit-limits = Il ne peut pas effacer ce site de l’historique sur tous les appareils, ni arrêter une personne ou un programme qui surveille l’appareil.
safety-device-heading = Sur un appareil que d’autres utilisent
safety-device-private = Utilisez une fenêtre privée et fermez-la quand vous avez fini.
safety-device-history = Effacez ensuite ce site de l’historique.
safety-device-other = Si vous pensez que l’appareil est surveillé, utilisez-en un autre.
safety-saved-heading = Ce que devient ce que vous avez saisi
safety-saved = Tout ce que vous avez enregistré reste ici. Reconnectez-vous, sur n’importe quel appareil, pour continuer.

held-heading = Rien n’est perdu
held-lead = Vous avez été déconnecté avant l’arrivée de vos saisies. Elles sont conservées. Envoyez-les maintenant pour continuer.
held-send = Envoyer mes saisies
lost-heading = Vous étiez déconnectée
lost-lead = Ce que vous venez de saisir n'a pas pu être conservé : ce navigateur ne dit plus à qui cela appartient.
lost-way-on = Revenez en arrière avec votre navigateur : il montre peut-être encore votre saisie, et vous pourrez la copier. Ensuite, connectez-vous et saisissez-la de nouveau.

problem-refused = Cela ne peut pas être accepté tel quel
problem-forbidden = Votre rôle ne le permet pas
problem-missing = Cette page n’existe pas
problem-unavailable = Le service ne peut pas répondre. Réessayez dans une minute.
problem-fault = Une erreur s’est produite de notre côté
problem-unauthorized = Connectez-vous d’abord
problem-incident = Si vous demandez de l’aide, donnez ce numéro : { $number }
problem-typed-kept = Ce que vous avez saisi est sur cette page. Laissez-la ouverte et envoyez de nouveau dans une minute ; envoyé deux fois, cela compte une fois.
problem-way-on = Rien de ce que vous avez enregistré n’est perdu. Revenez en arrière pour réessayer, ou allez à la première page.
explained-code = Code :

understood-title = Est-ce bien ce que vous voulez dire ?
understood-lead = Rien n’est encore enregistré.
understood-yes = Oui, l’enregistrer

reference-heading = Interface de programmation : { $service }
reference-lead = Pour les programmes. Joignez à chaque appel un jeton du service de connexion. La description complète :
reference-body = À envoyer
reference-common = Ce que tout appel peut recevoir comme réponse, sauf autre précision
reference-status = Statut
reference-meaning = Signification

refusal-unknown-field = Le champ « { $field } » n’a pas sa place ici. Retirez-le.
refusal-field-malformed = La forme n’est pas correcte : { $reason }
refusal-field-required = Répondez à cette question.
refusal-field-too-long = C’est trop long. Utilisez au plus { $max } caractères.
refusal-choice-unknown = Choisissez une des réponses de la liste.
refusal-date-impossible = Cette date n’existe pas. Vérifiez le jour, le mois et l’année.
refusal-date-future = La date est dans le futur. Vérifiez l’année.
refusal-amount-malformed = Écrivez le montant en chiffres, par exemple 1250,50.
refusal-amount-decimals = Il y a plus de décimales que dans la monnaie. Utilisez-en { $max } au plus.
refusal-amount-too-large = Le montant est trop grand.
refusal-amount-currency = C’est une autre monnaie que { $currency }. Écrivez le montant en { $currency }.
refusal-amount-unclear = { $count ->
    [one] Voulez-vous dire { $first } ?
   *[other] Cela se lit de deux façons. Voulez-vous dire { $first }, ou { $second } ?
 }
refusal-number-unclear = Cela se lit de deux façons. Voulez-vous dire { $first }, ou { $second } ?
refusal-number-not-read = Écrivez un nombre en chiffres, par exemple 3.
refusal-number-out-of-range = Écrivez un nombre de { $least } à { $most }.
refusal-share-unclear = Voulez-vous dire { $first } ?
refusal-share-malformed = Écrivez une part de un, par exemple 0,65, ou un pourcentage, par exemple 65 %.
refusal-date-unclear = Cela peut être deux jours. Voulez-vous dire le { $first }, ou le { $second } ?
refusal-answer-not-text = Écrivez seulement des lettres et des chiffres.
refusal-understood = Est-ce bien ce que vous voulez dire : { $first } ?
refusal-body-too-long = C’est trop long. Envoyez moins à la fois.
refusal-nul-sent = Ce qui a été envoyé contient un signe qu’aucun clavier ne produit et qu’aucun registre ne peut garder (NUL). Envoyez-le sans ce signe.
refusal-body-too-slow = Ce qui a été envoyé a mis trop de temps à arriver. Rien n’a été gardé : réessayez, ou avec une meilleure liaison.
refusal-too-often = Vous demandez plus vite que ce service ne répond. Rien n’a été gardé de cette demande : revenez en arrière, attendez un instant et envoyez-la de nouveau.
refusal-body-malformed = Cela n’a pas pu être lu. Vérifiez l’écriture et envoyez-le de nouveau.
refusal-method-not-allowed = Cette adresse n’accepte pas cette méthode.
refusal-not-a-form = Envoyez ce que le formulaire de la page envoie.
refusal-field-twice = « { $field } » a été envoyé deux fois : on ne peut pas savoir lequel est voulu.
refusal-clock-differs = L’horloge de cette machine est fausse, donc rien n’est fait avec l’argent. Prévenez la personne qui s’en occupe ; rien n’a été gardé de cette demande.
refusal-not-json = Envoyez du JSON, avec le type de contenu application/json.
refusal-key-missing = Envoyez un en-tête Idempotency-Key, pour qu’un double envoi ne compte qu’une fois.
refusal-key-too-long = L’Idempotency-Key doit avoir de 1 à 250 caractères.
refusal-key-reused = Cette clé a servi à autre chose. Faites une nouvelle clé pour une nouvelle requête.
refusal-if-match-missing = Envoyez un en-tête If-Match avec la révision que vous avez vue.
refusal-stale = Quelqu’un a modifié cela depuis que vous l’avez ouvert. Vos saisies sont encore là : comparez-les au nouvel état et envoyez de nouveau.
refusal-form-not-ours = Ce formulaire est trop ancien ou ne vient pas de ce site. Revenez en arrière, rechargez la page et renvoyez-le.
refusal-consent-taken-back = Elle a retiré son consentement. Rien n'est fait de la demande tant qu'elle ne le donne pas de nouveau.
refusal-sign-in-failed = La connexion n’a pas fonctionné. Recommencez.
refusal-session-ended = Votre session est terminée. Reconnectez-vous.
refusal-sign-in-away = Le service de connexion ne répond pas. Rien n’a été fait. Réessayez dans une minute.
refusal-provider-away = Le service de connexion ne répond pas. Réessayez dans quelques minutes.
refusal-no-role = Vous êtes connu, mais aucun rôle ne vous a été donné. Adressez-vous à votre administrateur.
refusal-advocate-and-staff = Personne ne peut être à la fois défenseur et membre du personnel. Faites corriger vos rôles par votre administrateur.
refusal-stage-move = Ce n’est pas possible maintenant : la demande a avancé. Rechargez la page pour voir où elle en est.
refusal-one-capacity = Vous agissez déjà sur cette demande dans une autre fonction. Quelqu’un d’autre doit le faire.

next-page = Page suivante
