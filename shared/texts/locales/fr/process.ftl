# Motifs des règles au-delà de la porte, R-07 à R-30.

## R-07 Preuve
reason-r07-none = Rien n'est à prouver pour le moment.
reason-r07-met = Votre propre récit suffit. Vous n'avez besoin d'aucune autre preuve.
reason-r07-found = Les enquêteurs ont établi ce qui s'est passé. Vous n'avez pas à le prouver de nouveau.
reason-r07-doubt = Le panel décide sur ce qui est au dossier. Le doute compte en votre faveur.
reason-r07-account = Le panel constate que le récit n'atteint pas encore ce que ce mécanisme demande. La décision dit pourquoi, et vous pouvez le compléter à tout moment. Des dates qui diffèrent, un signalement tardif et votre façon de parler n'ont pas été retenus contre vous.
reason-r07-losses = Les pertes dont vous nous avez parlé sont établies.
reason-r07-loss = Pour cette perte, il faut plus que ce qu'il y a jusqu'ici : { $head }. Elle doit être établie ainsi : { $test }. Vous pouvez compléter à tout moment.
reason-r07-loss-open = Nous ne pouvons pas encore dire comment cette perte doit être établie : { $head }. Une chose de plus pourrait aider, comme un papier ou une personne qui sait. Vous n'êtes pas obligée d'en avoir.
reason-r07-open = Une chose de plus pourrait aider, comme une personne, un papier ou un message. Vous n'êtes pas obligée d'en avoir.

## R-08 L'unité indépendante
reason-r08-none = Aucune enquête ne joue de rôle ici. Vous n'avez pas besoin d'avoir signalé quoi que ce soit.
reason-r08-found = Les enquêteurs ont établi ce qui s'est passé. Ce n'est pas à prouver de nouveau.
reason-r08-neutral = Les enquêteurs n'ont pas trouvé assez pour dire que cela a eu lieu. Cela ne dit rien contre vous. Le panel examine par lui-même.
reason-r08-closed = Les enquêteurs ont clos l'affaire sans conclusion. Cela ne dit rien contre vous. Le panel examine par lui-même.
reason-r08-pending = Les enquêteurs examinent encore l'affaire. Nous pouvons les attendre, mais jamais plus de { $days } jours.
reason-r08-consent = Les enquêteurs examinent l'affaire. Nous ne les interrogeons que si vous êtes d'accord, et nous n'attendons jamais plus de { $days } jours.
reason-r08-no-consent = Vous ne voulez pas que nous interrogions les enquêteurs, donc nous ne le faisons pas. Cela ne nuit jamais à votre demande.
reason-r08-go-on = Les enquêteurs n'ont pas répondu en { $days } jours. Nous continuons sans eux.

## R-10 Transmission
reason-r10-none = Rien n'est à transmettre à quelqu'un d'autre.
reason-r10-refer = Vous êtes d'accord, donc nous transmettons votre demande à ceux qui doivent y répondre. Nous suivons leur réponse, l'aide continue et votre dossier est gardé.
reason-r10-refer-part = Vous êtes d'accord, donc nous transmettons la partie à laquelle d'autres doivent répondre. Votre demande ici continue comme avant.
reason-r10-help-only = Rien n'est transmis à personne, comme vous le souhaitez. L'aide continue si vous la voulez, et votre dossier est gardé pour vous.
reason-r10-ask = D'autres doivent répondre à cette demande. Nous aimerions vous demander, en personne et jamais par lettre, si nous pouvons la transmettre. L'aide continue dans tous les cas.
reason-r10-ask-part = D'autres doivent répondre à une partie de cette demande. Nous aimerions vous demander, en personne et jamais par lettre, si nous pouvons transmettre cette partie. Votre demande ici continue dans tous les cas.

## R-11 Personnes inconnues ou plusieurs personnes
reason-r11-none = On sait pour qui la personne travaillait.
reason-r11-identified = On a pu savoir pour qui la personne travaillait.
reason-r11-mixed = Plusieurs personnes l'ont fait, et l'une d'elles est couverte. Ce qui a été fait ne peut pas être divisé, donc rien n'est retiré à cause des autres.
reason-r11-enough = Une seule personne couverte suffit. Il n'est pas nécessaire de savoir qui d'autre c'était.
reason-r11-ask = On ne sait pas encore qui c'était. Nous demandons à l'opération de chercher, d'après des signes comme un véhicule, des vêtements ou un badge. Nous attendons { $days } jours au plus. Vous n'avez pas besoin de connaître un nom.
reason-r11-waiting = L'opération a été priée de dire qui c'était. Nous attendons { $days } jours au plus.
reason-r11-civilian = L'opération n'a pas pu dire en { $days } jours qui c'était. Les signes que vous avez donnés indiquent du personnel civil, et cela suffit.
reason-r11-uniform = Les signes que vous avez donnés indiquent du personnel en uniforme, qui n'est pas couvert ici. Cela ne veut pas dire que nous doutons de ce que vous nous avez dit. Nous pouvons transmettre votre demande si vous le souhaitez, et l'aide continue.
reason-r11-excluded = Pour autant qu'on ait pu le savoir, la personne n'est pas couverte ici. Cela ne veut pas dire que nous doutons de ce que vous nous avez dit, et l'aide continue. Si l'on en apprend plus, votre dossier est rouvert.
reason-r11-panel = On n'a pas pu savoir qui c'était. Le panel décide, et le doute compte en votre faveur.
reason-r11-doubt = On n'a pas pu savoir qui c'était. Le panel a décidé sur ce qui est au dossier, et le doute a compté en votre faveur.

## R-12 Aucune réduction
reason-r12-met = Votre façon de vivre, ce que vous avez fait et ce qu'on vous a donné ne jouent aucun rôle. Ce n'est jamais demandé ni pesé.

## R-13 Rien n'est payé deux fois
reason-r13-none = À notre connaissance, personne ne vous a versé d'argent pour ce dommage. Rien n'est déduit.
reason-r13-ask = Nous aimerions vous demander si quelqu'un vous a versé de l'argent pour ce dommage : qui, quand, combien et pour quoi.
reason-r13-paid = Quelqu'un a promis ou versé de l'argent pour ce dommage. Nous aimerions vous demander si vous l'avez déjà reçu. Seul l'argent que vous avez peut être déduit.
reason-r13-deducted = Vous avez déjà reçu de l'argent pour le même dommage. Il est déduit une fois, tel qu'il a été versé. Ce qui en reste n'est jamais réclamé.
reason-r13-promised = De l'argent a été promis et non versé. Rien n'est déduit pour cela.
reason-r13-no-head = L'argent que vous avez reçu n'était pas pour le même dommage. Rien n'est déduit pour cela.
reason-r13-kind = Ce que vous avez reçu est de l'aide. L'aide n'est jamais déduite.

## R-15 Paiement anticipé ou urgent
reason-r15-none = Aucun paiement avant la décision n'a été demandé.
reason-r15-paid = Vous avez reçu { $paid } d'avance. Cette somme est comptée une fois et jamais réclamée.
reason-r15-helped = Vous avez reçu { $paid } dans une urgence. Cette somme n'est pas déduite.
reason-r15-emergency = Vous avez besoin d'argent pour votre sécurité. Jusqu'à { $left } peuvent être versés tout de suite. Cette somme n'est pas déduite plus tard.
reason-r15-emergency-most = L'argent d'urgence s'arrête à { $limit }, et cette somme a été versée. Nous cherchons aujourd'hui une autre aide avec vous.
reason-r15-left = Vous avez besoin d'argent pour votre sécurité. Jusqu'à { $left } peuvent être versés avant la décision. Cette somme est comptée une fois et jamais réclamée.
reason-r15-interim = { $asked } peuvent être versés avant la décision. Cette somme est comptée une fois et jamais réclamée.
reason-r15-delay = Nous vous avons fait attendre plus de { $days } jours. Jusqu'à { $left } peuvent être versés avant la décision.
reason-r15-gate = De l'argent ne peut pas être versé d'avance tant que d'autres doivent répondre à cette demande ou qu'elle est arrêtée. Nous cherchons une autre aide avec vous.
reason-r15-most = Ce qui est versé d'avance s'arrête à { $limit }, et il en reste { $left }. Nous cherchons une autre aide avec vous.
reason-r15-safety = Nous aimerions vous appeler aujourd'hui, par le moyen qui est sûr pour vous, pour savoir ce qu'il vous faut pour être en sécurité.

## R-16 Enfants
reason-r16-none = Ce montant n'est pas pour un enfant.
reason-r16-trust = L'argent est gardé en sûreté au nom de l'enfant jusqu'à l'âge de { $age } ans. Une partie est versée tout de suite, et plus si l'enfant en a besoin.
reason-r16-trust-heard = L'argent est gardé en sûreté au nom de l'enfant jusqu'à l'âge de { $age } ans. Une partie est versée tout de suite, et plus en cas de besoin. On demande à l'enfant ce qu'il veut.
reason-r16-upkeep = L'argent pour l'entretien va à la personne qui s'occupe de l'enfant, partie par partie.
reason-r16-other-payee = La personne qui recevrait l'argent est l'auteur, ou vit avec lui. Quelqu'un d'autre doit le recevoir pour l'enfant.
reason-r16-household = Avant de verser de l'argent pour l'enfant, nous devons savoir que personne dans ce foyer n'a causé le dommage.
reason-r16-doubt = Nous ne savons pas avec certitude si la personne a moins de { $age } ans. Jusque-là, nous la traitons comme un enfant et gardons l'argent en sûreté.

## R-17 Décisions avec soutien
reason-r17-none = Vous décidez vous-même, et personne n'a besoin de recevoir l'argent pour vous.
reason-r17-own-choice = Vous décidez, avec l'aide de personnes que vous choisissez. L'argent est à vous.
reason-r17-substitute = Quelqu'un reçoit l'argent pour vous selon la loi. Cette personne montre chaque année à quoi il a servi.
reason-r17-person = Personne n'a le droit de recevoir l'argent à votre place. Il vous est versé.
reason-r17-paper = Quelqu'un dit pouvoir recevoir l'argent pour vous. Nous regardons d'abord le papier.
reason-r17-support = Nous aimerions vous rencontrer avec les personnes en qui vous avez confiance, et vous demander quelle aide vous voulez pour décider.

## R-18 Indépendance
reason-r18-none = Personne n'a encore été choisi pour décider de cette demande.
reason-r18-met = Toutes les personnes qui décident ont dit n'avoir aucun lien avec les personnes ou le lieu.
reason-r18-declare = Toutes les personnes qui décident doivent d'abord dire si elles ont un lien avec les personnes ou le lieu. D'ici là, elles ne peuvent pas ouvrir le dossier.
reason-r18-served = Un membre a servi dans cette opération il y a moins de { $years } ans. Une autre personne prend sa place.
reason-r18-tie = Un membre a un lien qui l'empêche de décider : { $tie }. Une autre personne prend sa place.
reason-r18-void = Un membre avait un lien et ne l'a pas dit. La décision ne compte pas et est prise de nouveau par d'autres. L'argent versé vous reste.

## R-19 Décision
reason-r19-none = Il n'y a pas encore de panel.
reason-r19-met = Assez de membres ont donné leur propre avis ({ $given }), et la plupart sont d'accord.
reason-r19-seats = Cette décision demande un panel de { $seats } sièges. Il manque un membre, donc une autre date est fixée.
reason-r19-chair = Le panel n'a personne qui le préside, donc une autre date est fixée.
reason-r19-trained = Aucun membre du panel n'est formé au travail avec des personnes gravement blessées. On cherche d'abord un autre membre.
reason-r19-gender = Le panel doit avoir des membres de plus d'un genre. On cherche d'abord un autre membre.
reason-r19-gender-open = Le panel doit avoir des membres de plus d'un genre. Tous ne l'ont pas encore dit.
reason-r19-net = On ne sait pas encore combien de membres doivent être présents, car un montant manque.
reason-r19-views = Les membres donnent d'abord leur propre avis. { $present } d'entre eux doivent être présents.
reason-r19-few = Trop peu de membres étaient présents. Il en faut { $present }, donc une autre date est fixée.
reason-r19-all-negative = Une décision qui dit non demande tous les membres. Les { $present } doivent donner leur propre avis.
reason-r19-few-negative = Une décision qui dit non demande tous les membres. Les { $present } doivent être présents, donc une autre date est fixée.
reason-r19-all-large = Un montant de plus de { $limit } demande tous les membres. Les { $present } doivent donner leur propre avis.
reason-r19-few-large = Un montant de plus de { $limit } demande tous les membres. Les { $present } doivent être présents, donc une autre date est fixée.
reason-r19-no-majority = Les membres ne sont pas d'accord, et aucun côté n'a la plupart des avis. Une autre date est fixée.

## R-20 Offre
reason-r20-none = Il n'y a pas encore d'offre.
reason-r20-serve = L'offre est prête. Nous devons savoir comment vous le dire sans danger. Votre temps de réflexion ne commence qu'à ce moment.
reason-r20-open = L'offre est ouverte jusqu'au { $until }. Prenez le temps qu'il vous faut. Vous pouvez en demander plus.
reason-r20-unreachable = Nous n'arrivons pas à vous joindre en ce moment. L'offre est ouverte jusqu'au { $until }, et plus longtemps si nous ne vous avons pas trouvée d'ici là.
reason-r20-extend = Nous n'avons pas pu vous joindre avant le { $until }. L'offre reste ouverte, et nous cherchons encore un moyen sûr de vous joindre.
reason-r20-lapsed = L'offre était ouverte jusqu'au { $until }, et nous n'avons pas de réponse. Ne pas répondre n'est pas refuser. Nous aimerions savoir si vous voulez plus de temps.
reason-r20-accepted = Vous avez accepté l'offre. Vous n'avez renoncé à aucun droit, et vous pouvez en parler.
reason-r20-part = Vous avez accepté la partie que personne ne conteste. Elle est versée, et le reste demeure ouvert.
reason-r20-declined = Vous avez refusé l'offre. Vous pouvez demander un réexamen.

## R-21 Paiement
reason-r21-none = Rien n'est encore en cours de paiement.
reason-r21-met = Tout est prêt pour vous payer de la façon que vous avez choisie.
reason-r21-withdrawn = Vous ne voulez pas que vos données aillent à la banque. Le paiement est arrêté. L'argent reste à vous, et vous pouvez choisir de nouveau à tout moment.
reason-r21-returned = Le paiement est revenu. L'argent est en sûreté. Choisissez de nouveau comment vous voulez être payée.
reason-r21-mismatch = Le nom et le compte ne vont pas ensemble. Rien n'est versé avant que vous ayez choisi de nouveau. L'argent est en sûreté.
reason-r21-payee = Vous êtes adulte, donc l'argent va à vous et non à une personne qui s'occupe d'un enfant. Choisissez comment vous voulez être payée.
reason-r21-consent = Avant de payer, nous devons savoir que vos données peuvent aller à la banque ou à l'agent payeur.
reason-r21-check = Avant de payer, nous vérifions que le compte est bien le vôtre.
reason-r21-test = Nous pouvons envoyer d'abord un petit paiement, pour voir s'il vous parvient. C'est à vous de choisir.

## R-22 Réexamen
reason-r22-none = Aucun réexamen n'a été demandé.
reason-r22-in-time = Vous avez demandé un réexamen à temps, c'est-à-dire jusqu'au { $until }. D'autres personnes regardent tout de nouveau. Cela ne peut pas devenir moins.
reason-r22-late-cause = Vous avez demandé un réexamen tard, et vous nous avez dit ce qui vous en a empêchée : { $cause }. Nous l'acceptons sans preuve.
reason-r22-late-other = Vous avez demandé un réexamen tard, et vous nous avez dit ce qui vous en a empêchée : { $cause }. Le panel examine cette raison.
reason-r22-late = Un réexamen pouvait être demandé jusqu'au { $until }. Le retard seul n'y met jamais fin. Nous aimerions savoir ce qui vous en a empêchée.

## R-23 Rouvrir
reason-r23-none = Rien n'est à rouvrir. Vous pouvez le demander à tout moment.
reason-r23-kept = Votre dossier est gardé. S'il y a du nouveau, il est rouvert. Cela ne peut pas devenir moins.
reason-r23-new = Votre dossier est rouvert parce qu'il y a du nouveau : { $new_item }. Cela ne peut pas devenir moins.
reason-r23-nothing = Pour autant que nous puissions le voir, il n'y a rien de nouveau. Nous l'avons noté, et nous vous aidons si vous voulez demander un réexamen ou un appel.
reason-r23-ask = Vous aimeriez que le dossier soit rouvert. Nous aimerions savoir ce qui est nouveau.

## R-24 Décès de la personne survivante
reason-r24-none = Cette règle vaut quand la personne survivante est décédée.
reason-r24-ask = Vous faites la demande pour une personne décédée. Nous en sommes désolés. Nous aimerions savoir qui est la famille et quand la personne est décédée.
reason-r24-nominee = La personne que la survivante a désignée prend sa place.
reason-r24-shared = Ceux-ci prennent la place de la survivante et partagent à parts égales : { $successor }, { $sharing } en tout.
reason-r24-own-claim = La survivante n'avait pas fait de demande. Ceux qui dépendaient d'elle ont leur propre demande et la partagent ({ $sharing } en tout).
reason-r24-dependants = La survivante n'avait pas fait de demande, donc la demande appartient à ceux qui dépendaient d'elle. Nous aimerions savoir qui ils sont.
reason-r24-kin = Nous aimerions savoir qui est de la famille et combien ils sont. Quelqu'un de la communauté peut le dire.
reason-r24-not-kin = La communauté ne connaît pas ces personnes comme famille. La famille peut se présenter à tout moment.
reason-r24-perpetrator = Rien n'est jamais versé à l'auteur. L'argent retourne au fonds.
reason-r24-nobody = Personne ne peut prendre la place de la survivante. L'argent retourne au fonds.

## R-25 Fraude et erreur
reason-r25-none = Personne ne doute que ce qui a été dit est honnête.
reason-r25-intermediary = Quelqu'un d'autre a été malhonnête. Cela ne vous coûte jamais rien.
reason-r25-clean = Aucune fraude n'est établie. Votre dossier est net, et la note à ce sujet est retirée. Oublier des choses ou confondre des dates n'est pas une fraude.
reason-r25-hear = Quelqu'un a soulevé un doute. Vous êtes d'abord entendue. D'ici là, rien ne change.
reason-r25-outsiders = Quelqu'un a soulevé un doute. Seules des personnes étrangères à ce dossier peuvent l'examiner. D'ici là, rien ne change.
reason-r25-open = Quelqu'un a soulevé un doute, et rien n'est établi. Tant que c'est ouvert, rien ne change.
reason-r25-found = Des personnes étrangères à ce dossier vous ont entendue, et ont trouvé la preuve claire d'une déclaration importante faite alors qu'on la savait fausse. Le paiement s'arrête. La décision dit pourquoi, et vous pouvez demander un réexamen.

## R-26 L'argent doit exister
reason-r26-none = L'argent dont dispose le fonds ne joue aucun rôle dans la décision.
reason-r26-met = Le fonds a l'argent pour payer cela en entier.
reason-r26-short = Le fonds manque d'argent pour le moment. { $now } sont versés maintenant, et { $outstanding } vous restent dus. Tout le monde est traité de la même façon.
reason-r26-beyond = Le fonds n'a pas assez d'argent pour ce paiement aujourd'hui. Ce qui vous est dû reste le même. Une part pour tous est d'abord fixée, puis le paiement commence.
reason-r26-open = On demande aux finances combien d'argent il y a. Cela ne change rien à ce qui vous est dû.

## R-27 Recouvrement
reason-r27-none = Pour le moment, le fonds ne demande à personne de rembourser.
reason-r27-claim = Le fonds demande à être remboursé : { $liable }. Vous n'avez pas à y prendre part, et votre argent n'attend pas.
reason-r27-nobody = Le fonds ne peut demander à personne de rembourser. Cela ne change rien pour vous.
reason-r27-open = Le service juridique cherche qui doit rembourser le fonds. Vous n'avez pas à y prendre part, et votre argent n'attend pas.

## R-28 Confidentialité
reason-r28-none = À notre connaissance, rien sur vous n'est sorti.
reason-r28-referral = Ce qui est transmis porte un code à la place de votre nom, et seulement ce qui est nécessaire.
reason-r28-clean = Nous avons vérifié. Rien sur vous n'est sorti.
reason-r28-open = Nous vérifions si quelque chose sur vous est sorti.
reason-r28-told = Quelque chose sur vous est sorti. On vous l'a dit sans danger dans les { $hours } heures. Nous en sommes désolés.
reason-r28-late = Quelque chose sur vous est sorti, et on vous l'a dit après plus de { $hours } heures. Nous en sommes désolés. C'est notre faute, et c'est noté.
reason-r28-tell = Quelque chose sur vous est sorti. Nous devons vous le dire, sans danger, dans les { $hours } heures. Nous en sommes désolés.

## R-29 Frais
reason-r29-free = La demande est gratuite. Personne ne peut prendre une part de votre argent.
reason-r29-clean = Les personnes qui vous aident ont dit que personne ne prend une part de votre argent. La demande est gratuite.
reason-r29-declare = La demande est gratuite. On demande aux personnes qui vous aident de dire si quelqu'un a pris ou demandé de l'argent.
reason-r29-share = Quelqu'un voulait une part de votre argent, ou vous a prêté de l'argent contre lui. Vous ne lui devez rien pour cela. Tout vous est versé directement.

## R-30 Versions
reason-r30-one-version = Ceci a été établi sous une seule version des règles. Si une version plus ancienne est meilleure pour vous, c'est elle qui compte.
reason-r30-filing-gate = Les règles ont changé après votre dépôt. Les anciennes mènent votre demande plus loin : ce sont elles qui comptent.
reason-r30-filing-award = Les règles ou les montants ont changé après votre dépôt. Les anciens vous donnent plus : ce sont eux qui comptent.
reason-r30-decision-gate = Les règles ont changé après votre dépôt. Celles d'aujourd'hui mènent votre demande plus loin : ce sont elles qui comptent.
reason-r30-decision-award = Les règles ou les montants ont changé après votre dépôt. Ceux d'aujourd'hui vous donnent plus : ce sont eux qui comptent.
reason-r30-alike = Les règles ou les montants ont changé après votre dépôt. Pour vous, le résultat est le même.
reason-r30-incomplete = Les règles ou les montants ont changé après votre dépôt. Une ligne manque encore : on ne peut pas encore comparer.
