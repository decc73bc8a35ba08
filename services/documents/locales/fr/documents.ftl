# Documents. Phrases courtes, mots simples. Le reçu et l’avis ne disent rien de l’objet du dossier.

## Chaque document
paper-title = Document { $code }
paper-footer = Document { $code } · { $template } · français
paper-page = Page { $page } sur { $pages }

## Reçu
receipt-template = reçu { $version }
receipt-heading = Nous avons votre dossier
receipt-code = Votre code
receipt-date = Reçu le
receipt-thanks = Merci. Votre dossier nous est parvenu. Cette page est votre reçu. Elle porte votre code et aucun nom : elle n’apprend rien à personne d’autre.
receipt-next = La suite
receipt-step-safety = Sous un jour ouvrable, une personne regarde d’abord si vous êtes en sécurité, puis si le dossier est complet.
receipt-step-review = Le dossier est ensuite lu avec soin. Si un point n’est pas clair, la personne qui vous accompagne vous le demande. Vous pouvez toujours répondre « je ne sais pas » ou « je préfère ne pas répondre ».
receipt-step-decision = Une commission décide. Sa réponse vous est remise par écrit, avec les raisons, de la manière que vous avez choisie.
receipt-keep = Gardez votre code en lieu sûr, ou laissez cette page à la personne qui vous accompagne. Ce code suffit pour demander des nouvelles de votre dossier.
receipt-choice = C’est vous qui décidez. Vous pouvez compléter votre dossier, changer la façon de vous joindre, ou le retirer à tout moment. Tout cela est gratuit.

## Lettre de décision
letter-template = lettre de décision { $version }
letter-heading = La décision sur votre dossier
letter-code = Votre code
letter-date = Date
letter-until = Ouverte jusqu’au
letter-awarded = La commission a lu votre dossier et a décidé. Elle vous offre une somme de { $net }.
letter-not-awarded = La commission a lu votre dossier et a décidé. Elle n’a pas pu accorder de somme. Cette lettre dit pourquoi, et ce que vous pouvez faire maintenant.
letter-not-awarded-account = Cela ne veut pas dire que votre parole est mise en doute. Cela veut dire que ce mécanisme, avec ses règles actuelles, ne couvre pas ce qui est au dossier. L’aide ne s’arrête pas avec cette lettre : la personne qui vous accompagne peut vous dire qui d’autre peut aider, et nous ne transmettons rien sans votre accord.
letter-amount = Comment la somme a été calculée
letter-line = Ligne
letter-line-amount = Montant
letter-net = Votre somme
letter-rounding = Les droits sont arrondis au centime le plus proche, le demi-centime vers le haut. Les déductions sont arrondies vers le bas.
letter-why = Pourquoi la commission a décidé ainsi
letter-outcome-met = Remplie.
letter-outcome-not_met = Non remplie.
letter-outcome-undetermined = N’a pas pu être établie ; le doute vous a profité.
letter-panel = Avec les mots de la commission
letter-now = Ce que vous pouvez faire maintenant
letter-step-accept = Accepter. Dites-le à la personne qui vous accompagne. Vous choisissez ensuite comment vous voulez recevoir la somme, et en combien de fois.
letter-step-time = Prendre votre temps. L’offre reste ouverte jusqu’au { $until }. S’il vous faut plus de temps, demandez : le délai peut être prolongé.
letter-step-review = Demander un nouvel examen. D’autres personnes, qui n’ont pas pris part à cette décision, revoient tout. Dites-le à la personne qui vous accompagne dans les six mois après avoir reçu cette lettre ; plus tard aussi, s’il y a une bonne raison. La somme ne peut pas baisser, et vous pouvez accepter ce qui est offert pendant l’examen.
letter-step-review-only = Demander un nouvel examen. D’autres personnes, qui n’ont pas pris part à cette décision, revoient tout. Dites-le à la personne qui vous accompagne dans les six mois après avoir reçu cette lettre ; plus tard aussi, s’il y a une bonne raison.
letter-step-new = S’il y a du nouveau, dites-le à la personne qui vous accompagne. Un dossier peut être rouvert à tout moment, et jamais pour retirer quelque chose.
letter-no-waiver = Accepter ne vous enlève rien. Vous ne renoncez à aucun droit, vous ne promettez aucun silence, et rien ne vous est demandé en échange.
letter-versions = Décidé selon les règles { $rules } et le barème { $schedule }.

## Avis de versement
slip-template = avis { $version }
slip-heading = Avis de transfert
slip-code = Référence
slip-part = Partie
slip-part-of = { $part } sur { $parts }
slip-date = Date
slip-amount = Montant
slip-paid = Versé
slip-rate = Taux
slip-rate-value = 1 { $from } = { $rate } { $to }
slip-bank = Référence bancaire
slip-done = Le montant ci-dessous a été envoyé de la manière que vous avez choisie.
slip-ask = S’il n’est pas arrivé, ou si quelque chose ne va pas, dites-le à la personne qui vous accompagne et donnez la référence. Rien n’est perdu : l’envoi peut être refait.

## Pages
title-papers = Documents
papers-lead = Chaque document est fait de lui-même, peu après l’étape dont il parle. Ne le remettez que de la manière qui est sûre pour la personne.
papers-code = Code de la demande
papers-code-hint = Seize lettres et chiffres, par exemple 7K3M-QX9T-2PWA-D04E.
papers-search = Montrer les documents
papers-of-claim = Documents de { $code }
papers-latest = Derniers documents
papers-none = Il n’y a ici aucun document que vous puissiez lire.
papers-all = Tous les documents
papers-older = Documents plus anciens
papers-back-to-claim = Vers la demande
paper-kind-receipt = Reçu
paper-kind-decision_letter = Lettre de décision
paper-kind-remittance_slip = Avis de transfert
paper-column-paper = Document
paper-column-claim = Demande
paper-column-made = Fait
paper-column-language = Langue
paper-column-get = Obtenir
paper-get = Enregistrer le PDF { $code }
paper-proof = Enregistrer sa preuve
paper-queued = En préparation. Rechargez la page dans une minute.
paper-parked = Il n’a pas pu être fait. Donnez ce numéro à votre administrateur : { $incident }. Une fois la panne réparée, il est fait de lui-même.
refusal-claim-code-malformed = Ce n’est pas un code de demande. Vérifiez chaque lettre et chaque chiffre.
refusal-claim-code-unknown = Cette demande n’existe pas, ou n’est pas une des vôtres.
refusal-paper-not-ready = Ce document est encore en préparation. Réessayez dans une minute.
refusal-paper-proof-not-ready = La preuve de ce document n’est pas encore là : le journal est scellé dans la seconde qui suit. Réessayez dans un instant.
refusal-paper-parked = Ce document n’a pas pu être fait. Le numéro dans la liste des documents aidera votre administrateur.
action-list_papers = Lister les documents
action-read_paper = Lire un document
action-render_paper = Faire un document
