# Reasons of the rules beyond the gate, R-07 to R-30.

## R-07 Proof
reason-r07-none = Nothing has to be proved so far.
reason-r07-met = Your own account is enough. You need no other proof.
reason-r07-found = The investigators have found what happened. You need not prove it again.
reason-r07-doubt = The panel decides on what is on file. Doubt counts in your favour.
reason-r07-account = The panel finds that the account does not yet reach what this mechanism asks for. The decision says why, and you can add to it at any time. Dates that differ, a late report and how you spoke were not held against you.
reason-r07-losses = The losses you told us about are shown.
reason-r07-loss = For this loss more is needed than there is so far: { $head }. It must be shown in this way: { $test }. You can add to it at any time.
reason-r07-loss-open = We can't say yet how this loss has to be shown: { $head }. One more thing could help, such as a paper or a person who knows. You need not have any.
reason-r07-open = One more thing could help, such as a person, a paper or a message. You need not have any.

## R-08 The independent unit
reason-r08-none = No investigation plays a part here. You need not have reported to anyone.
reason-r08-found = The investigators have found what happened. It need not be proved again.
reason-r08-neutral = The investigators did not find enough to say that it happened. That says nothing against you. The panel looks for itself.
reason-r08-closed = The investigators closed the matter without a finding. That says nothing against you. The panel looks for itself.
reason-r08-pending = The investigators are still looking into it. We may wait for them, but never longer than { $days } days.
reason-r08-consent = The investigators are looking into it. We ask them only if you agree, and we never wait longer than { $days } days.
reason-r08-no-consent = You do not want us to ask the investigators, so we do not. That never hurts your claim.
reason-r08-go-on = The investigators have not answered in { $days } days. We go on without them.

## R-10 Referral
reason-r10-none = Nothing has to be passed on to anyone else.
reason-r10-refer = You agreed, so we pass your claim on to those who must answer it. We follow up on their reply, help goes on, and your file is kept.
reason-r10-refer-part = You agreed, so we pass on the part that others must answer. Your claim here goes on as before.
reason-r10-help-only = Nothing is passed on to anyone, as you wish. Help goes on if you want it, and your file is kept for you.
reason-r10-ask = Others must answer this claim. We would like to ask you, in person and never by letter, whether we may pass it on. Help goes on either way.
reason-r10-ask-part = Others must answer a part of this claim. We would like to ask you, in person and never by letter, whether we may pass that part on. Your claim here goes on either way.

## R-11 Unknown or several persons
reason-r11-none = It is known who the person worked for.
reason-r11-identified = It was found out who the person worked for.
reason-r11-mixed = More than one person did it, and one of them is covered. What was done can't be divided, so nothing is taken off for the others.
reason-r11-enough = One person who is covered is enough. Nobody needs to find out who else it was.
reason-r11-ask = It is not known yet who it was. We ask the operation to find out, by signs such as a vehicle, clothes or a badge. We wait { $days } days at most. You need not know a name.
reason-r11-waiting = The operation has been asked who it was. We wait { $days } days at most.
reason-r11-civilian = The operation could not say within { $days } days who it was. The signs you gave point to civilian personnel, and that is enough.
reason-r11-uniform = The signs you gave point to uniformed personnel, who are not covered here. This does not mean that we doubt what you told us. We can pass your claim on if you wish, and help goes on.
reason-r11-excluded = As far as could be found out, the person is not covered here. This does not mean that we doubt what you told us, and help goes on. If more becomes known, your file is opened again.
reason-r11-panel = It could not be found out who it was. The panel decides, and doubt counts in your favour.
reason-r11-doubt = It could not be found out who it was. The panel decided on what is on file, and doubt counted in your favour.

## R-12 No reduction
reason-r12-met = How you live, what you did and what you were given plays no part. It is never asked and never weighed.

## R-13 Nothing is paid twice
reason-r13-none = As far as we know, nobody has paid you money for this harm. Nothing comes off.
reason-r13-ask = We would like to ask whether anybody has paid you money for this harm: who, when, how much and what for.
reason-r13-paid = Somebody promised or paid money for this harm. We would like to ask whether you have it already. Only money that you have can come off.
reason-r13-deducted = You were already paid money for the same harm. It comes off once, as it was paid. What is left of it is never asked back.
reason-r13-promised = Money was promised and not paid. Nothing comes off for it.
reason-r13-no-head = The money you were paid was not for the same harm. Nothing comes off for it.
reason-r13-kind = What you were given is help. Help never comes off.

## R-15 Interim and urgent payment
reason-r15-none = No payment ahead of the decision was asked for.
reason-r15-paid = You were paid { $paid } ahead. It is counted once and never asked back.
reason-r15-helped = You were given { $paid } in an emergency. It does not come off.
reason-r15-emergency = You need money for your safety. Up to { $left } can be paid at once. It does not come off later.
reason-r15-emergency-most = Emergency money ends at { $limit }, and that has been paid. We look for other help with you today.
reason-r15-left = You need money for your safety. Up to { $left } can be paid ahead of the decision. It is counted once and never asked back.
reason-r15-interim = { $asked } can be paid ahead of the decision. It is counted once and never asked back.
reason-r15-delay = We have kept you waiting for more than { $days } days. Up to { $left } can be paid ahead of the decision.
reason-r15-gate = Money can't be paid ahead while this claim is for others to answer or has stopped. We look for other help with you.
reason-r15-most = What is paid ahead ends at { $limit }, and { $left } of that is left. We look for other help with you.
reason-r15-safety = We would like to call you today, in the way that is safe for you, to ask what you need to be safe.

## R-16 Children
reason-r16-none = This award is not for a child.
reason-r16-trust = The money is kept safe in the child's name until the age of { $age }. A part is paid out at once, and more if the child needs it.
reason-r16-trust-heard = The money is kept safe in the child's name until the age of { $age }. A part is paid out at once, and more on need. The child is asked what the child wants.
reason-r16-upkeep = Money for upkeep goes to the person who cares for the child, part by part.
reason-r16-other-payee = The person who would receive the money is, or lives with, the person who did it. Somebody else must receive it for the child.
reason-r16-household = Before money is paid for the child, we need to know that nobody in that home did the harm.
reason-r16-doubt = We do not know for sure whether the person is under { $age }. Until we know, we treat the person as a child and keep the money safe.

## R-17 Supported decisions
reason-r17-none = You decide for yourself, and nobody needs to receive the money for you.
reason-r17-own-choice = You decide, with the help of people whom you choose. The money is yours.
reason-r17-substitute = Somebody receives the money for you by law. That person shows every year what it was used for.
reason-r17-person = Nobody has the right to receive the money in your place. It is paid to you.
reason-r17-paper = Somebody says that they may receive the money for you. We look at the paper first.
reason-r17-support = We would like to meet you and the people you trust, and ask which help you want to decide.

## R-18 Independence
reason-r18-none = Nobody has been chosen yet to decide on this claim.
reason-r18-met = Everybody who decides has said that they have no tie to the people or the place.
reason-r18-declare = Everybody who decides must first say whether they have a tie to the people or the place. Until then they may not open the file.
reason-r18-served = A member served in that operation less than { $years } years ago. Another person takes the seat.
reason-r18-tie = A member has a tie that stands in the way: { $tie }. Another person takes the seat.
reason-r18-void = A member had a tie and did not say so. The decision does not count and is made again by others. Money that was paid stays with you.

## R-19 Decision
reason-r19-none = There is no panel yet.
reason-r19-met = Enough members each gave their own view ({ $given }), and most of them agree.
reason-r19-seats = This decision needs a panel with { $seats } seats. A member is missing, so another date is set.
reason-r19-chair = The panel has no chair, so another date is set.
reason-r19-trained = Nobody on the panel is trained to work with people who went through severe harm. Another member is found first.
reason-r19-gender = The panel must have members of more than one gender. Another member is found first.
reason-r19-gender-open = The panel must have members of more than one gender. Its members have not all said yet.
reason-r19-net = It is not clear yet how many members must be there, because a sum is missing.
reason-r19-views = The members give their own views first. { $present } of them must be there.
reason-r19-few = Too few members were there. { $present } are needed, so another date is set.
reason-r19-all-negative = A decision that says no needs every member. All { $present } must give their own view.
reason-r19-few-negative = A decision that says no needs every member. All { $present } must be there, so another date is set.
reason-r19-all-large = A sum above { $limit } needs every member. All { $present } must give their own view.
reason-r19-few-large = A sum above { $limit } needs every member. All { $present } must be there, so another date is set.
reason-r19-no-majority = The members do not agree, and neither side has most of the views. Another date is set.

## R-20 Offer
reason-r20-none = There is no offer yet.
reason-r20-serve = The offer is ready. We need to know how we can tell you safely. Your time to think begins only then.
reason-r20-open = The offer is open until { $until }. Take the time you need. You can ask for more.
reason-r20-unreachable = We can't reach you at the moment. The offer is open until { $until }, and longer if we have not found you by then.
reason-r20-extend = We could not reach you by { $until }. The offer stays open, and we go on looking for a safe way to reach you.
reason-r20-lapsed = The offer was open until { $until }, and we have no answer. Not answering is no refusal. We would like to ask whether you want more time.
reason-r20-accepted = You accepted the offer. You gave up no right, and you may speak about it.
reason-r20-part = You accepted the part that nobody disputes. It is paid, and the rest stays open.
reason-r20-declined = You declined the offer. You can ask for a review.

## R-21 Payment
reason-r21-none = Nothing is being paid yet.
reason-r21-met = Everything is ready to pay you in the way you chose.
reason-r21-withdrawn = You do not want your details to go to the bank. Payment has stopped. The money stays yours, and you can choose again at any time.
reason-r21-returned = The payment came back. The money is safe. Please choose again how you want to be paid.
reason-r21-mismatch = The name and the account do not fit together. Nothing is paid until you have chosen again. The money is safe.
reason-r21-payee = You are an adult, so the money goes to you and not to a carer. Please choose how you want to be paid.
reason-r21-consent = Before we pay, we need to know that your details may go to the bank or paying agent.
reason-r21-check = Before we pay, we check that the account is yours.
reason-r21-test = We can send a small payment first, to see that it reaches you. It is your choice.

## R-22 Review
reason-r22-none = No review was asked for.
reason-r22-in-time = You asked for a review in time, that is until { $until }. Other people look at everything again. It can't become less.
reason-r22-late-cause = You asked for a review late, and told us what stood in the way: { $cause }. We accept this without proof.
reason-r22-late-other = You asked for a review late, and told us what stood in the way: { $cause }. The panel looks at this reason.
reason-r22-late = A review could be asked for until { $until }. Being late alone never ends it. We would like to ask what stood in the way.

## R-23 Opening again
reason-r23-none = Nothing has to be opened again. You can ask for it at any time.
reason-r23-kept = Your file is kept. If anything new comes up, it is opened again. It can't become less.
reason-r23-new = Your file is opened again because something is new: { $new_item }. It can't become less.
reason-r23-nothing = As far as we can see, nothing is new. We made a note, and we help you if you want to ask for a review or an appeal.
reason-r23-ask = You would like the file to be opened again. We would like to ask what is new.

## R-24 When a survivor has died
reason-r24-none = This rule is for a survivor who has died.
reason-r24-ask = You file for someone who has died. We are sorry. We would like to ask who the family is and when the person died.
reason-r24-nominee = The person whom the survivor named takes the survivor's place.
reason-r24-shared = These take the survivor's place and share equally: { $successor }, { $sharing } in all.
reason-r24-own-claim = The survivor had not filed a claim. Those who depended on the survivor have a claim of their own and share it ({ $sharing } in all).
reason-r24-dependants = The survivor had not filed a claim, so the claim belongs to those who depended on the survivor. We would like to ask who they are.
reason-r24-kin = We would like to ask who is family and how many they are. Somebody of the community can say so.
reason-r24-not-kin = The community does not know these persons as family. Family can come forward at any time.
reason-r24-perpetrator = Nothing is ever paid to the person who did it. The money goes back to the fund.
reason-r24-nobody = There is nobody to take the survivor's place. The money goes back to the fund.

## R-25 Fraud and error
reason-r25-none = Nobody doubts that what was said is honest.
reason-r25-intermediary = Somebody else was dishonest. That never costs you anything.
reason-r25-clean = No fraud is shown. Your file is clean, and the note about it is removed. Forgetting things or mixing up dates is not fraud.
reason-r25-hear = Somebody raised a doubt. You are heard first. Until then nothing changes.
reason-r25-outsiders = Somebody raised a doubt. Only people who have nothing to do with this file may look into it. Until then nothing changes.
reason-r25-open = Somebody raised a doubt, and it is not shown. While it is open, nothing changes.
reason-r25-found = People outside this file heard you, and found clear proof of an important statement that was made although it was known to be untrue. Payment stops. The decision says why, and you can ask for a review.

## R-26 The money must exist
reason-r26-none = How much money the fund has plays no part in the decision.
reason-r26-met = The fund has the money to pay this in full.
reason-r26-short = The fund is short for now. { $now } is paid now, and { $outstanding } stays owed to you. Everybody is treated in the same way.
reason-r26-beyond = The fund does not have enough money for this payment today. What you are owed stays the same. A part for everybody is set first, then payment begins.
reason-r26-open = Finance is asked how much money there is. That changes nothing about what you are owed.

## R-27 Recovery
reason-r27-none = The fund does not ask anyone to pay this back so far.
reason-r27-claim = The fund asks to be paid back: { $liable }. You need not take part, and your money does not wait for it.
reason-r27-nobody = There is nobody whom the fund can ask to pay this back. That changes nothing for you.
reason-r27-open = The legal office looks for who must pay this back to the fund. You need not take part, and your money does not wait for it.

## R-28 Confidentiality
reason-r28-none = Nothing about you has come out, as far as we know.
reason-r28-referral = What is passed on has a code in place of your name, and only what is needed.
reason-r28-clean = We looked into it. Nothing about you has come out.
reason-r28-open = We are looking into whether something about you has come out.
reason-r28-told = Something about you came out. You were told in a safe way within { $hours } hours. We are sorry.
reason-r28-late = Something about you came out, and you were told later than within { $hours } hours. We are sorry. This is our fault, and it is on record.
reason-r28-tell = Something about you came out. We have to tell you, in a safe way, within { $hours } hours. We are sorry.

## R-29 Fees
reason-r29-free = Claiming is free. Nobody may take a part of your money.
reason-r29-clean = Your helpers have said that nobody takes a part of your money. Claiming is free.
reason-r29-declare = Claiming is free. Your helpers are asked to say whether anybody took or asked for money.
reason-r29-share = Somebody wanted a part of your money, or lent you money against it. You owe them nothing for that. All of it is paid to you directly.

## R-30 Versions
reason-r30-one-version = This was worked out under one version of the rules. If an earlier one is better for you, that one counts.
reason-r30-filing-gate = The rules changed after you filed. The earlier ones let your claim go further, so they count.
reason-r30-filing-award = The rules or sums changed after you filed. The earlier ones give you more, so they count.
reason-r30-decision-gate = The rules changed after you filed. Those of today let your claim go further, so they count.
reason-r30-decision-award = The rules or sums changed after you filed. Those of today give you more, so they count.
reason-r30-alike = The rules or sums changed after you filed. For you both come to the same.
reason-r30-incomplete = The rules or sums changed after you filed. A line is still missing, so both can't be compared yet.
