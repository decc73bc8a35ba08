# The lines of an award, where one stopped, what to look at.

## Lines of the award
line-act-A1 = { $percent ->
    [0] Threat, attempt or request without contact.
   *[other] Threat, attempt or request without contact. What made it graver adds { $percent } %.
 }
line-act-A2 = { $percent ->
    [0] Exploitation without contact.
   *[other] Exploitation without contact. What made it graver adds { $percent } %.
 }
line-act-A3 = { $percent ->
    [0] Sexual contact.
   *[other] Sexual contact. What made it graver adds { $percent } %.
 }
line-act-A4 = { $percent ->
    [0] Sexual exploitation of an adult.
   *[other] Sexual exploitation of an adult. What made it graver adds { $percent } %.
 }
line-act-A5 = { $percent ->
    [0] Rape or sexual abuse, one event.
   *[other] Rape or sexual abuse, one event. What made it graver adds { $percent } %.
 }
line-act-A6 = { $percent ->
    [0] Abuse repeated over a period, captivity or trafficking.
   *[other] Abuse repeated over a period, captivity or trafficking. What made it graver adds { $percent } %.
 }
line-impact-I0 = No lasting effect was stated.
line-impact-I1 = Effect on your life up to one year.
line-impact-I2 = Effect on your life up to five years.
line-impact-I3 = Effect on your life longer than five years, or disabling.
line-impact-I4 = Effect on your life that is permanent and severe.
line-impact-presumed = Effect on your life up to one year. It is taken as given; you need not show it.
line-moral-sum = Acts and effect together.
line-moral-floor = No award for harm is lower than { $limit }.
line-moral-most = The award for harm ends at { $limit }.
line-past-medical = Medical care in the past, by its papers.
line-care-presumed = Medical care in the past. You have no papers, so a fixed sum stands for it.
line-past-psychosocial = Counselling in the past, by its papers.
line-papers-sum = The papers added up.
line-planned-medical = Medical care to come, by the care plan.
line-extra-psychosocial = Counselling beyond the usual sessions.
line-planned-most = Care to come is paid up to { $limit }.
line-earnings = Earnings lost over { $months } months, counted at { $percent } %.
line-earnings-most = Earnings lost, counted for { $months } months, which is the most, at { $percent } %.
line-gross = Everything added up.
line-already-paid = Money that you were already paid for the same harm.
line-weight = Act { $act } counts at { $percent } %.
line-sessions = Counselling, in the usual number of sessions. The choice is yours.
line-earnings-reference = Earnings lost over { $months } months, by the usual wage of the place, counted at { $percent } %.
line-schooling = School years that you lost.
line-schooling-training = School years that you lost, and a grant for training.
line-not-proved = This was asked for. It could not be shown well enough for a sum of this size, so it is not paid.
line-not-in-claim = This was asked for. It has no place in this kind of claim, so it is not paid here.
line-lapsed = This was for care to come. It ended with her death.
line-losses-sum = Losses in money and care together.
line-losses-over = This is more than can be paid for losses.
line-shortened-losses = Losses in money together have an upper limit. This part is shortened to { $amount }.
line-total-sum = Harm and losses together.
line-total-over = This is more than can be paid for harm and losses.
line-shortened-total = Harm and losses together have an upper limit. This part is shortened to { $amount }.
line-maintenance = Upkeep of the child, for each month until today.
line-maintenance-later = Upkeep of the child, for each month to come. It is paid month by month or by quarter, not now.
line-dna-excluded = A DNA test showed another parent, so there is no upkeep. The rest of the claim stays.
line-funeral = The funeral, by its papers.
line-funeral-most = A funeral is paid up to { $limit }.
line-bereavement = One sum for your loss, for all whom she left together.
line-funeral-sum = Funeral and loss together.
line-cost-filing = For the help with filing, a fixed sum. It goes to those who help you.
line-cost-filing-once = The fixed sum for filing is paid once for each claim.
line-cost-dna = A DNA test. It is paid to those who help you.
line-cost-travel = Travel. It is paid to those who help you.
line-cost-interpreting = Interpreting. It is paid to those who help you.
line-costs-sum = Costs of those who help you. They never come out of your award.
line-costs-most = Costs of those who help you are paid up to { $limit }.
line-after-offset = What is left of this part after that money.
line-offset-lapses = This much of that money is left out. It is never asked back.
line-sum-after-offsets = Everything added up, after the money that you already had.
line-due = What is due to you.
line-due-after-interim = What is due to you, after what was paid ahead.
line-absorbed = You were paid ahead more than the award. This much of it is never asked back.
line-earlier-stands = The earlier decision was better for you. It stands, so you get no less than { $limit }.
line-top-up = This much more than in the earlier decision.
line-no-successor = Nobody can be paid in her place. The sum stays in the fund for other survivors.
line-fund-share = The fund is short for now: a first part is paid in full, and { $percent } % of the rest.
line-after-paid = What can be paid now, after what was already paid of this award.
line-still-owed = { $amount } stays owed to you and is paid as soon as there is money.
line-upkeep = For the upkeep of the child. It goes to the carer.
line-released = This part is paid out now.
line-trust = This part is kept safe in the child's own name, with interest, until the child is of age.
line-paid-out = What is paid out now, together.
line-share = Share { $item }.
line-instalment = Payment { $item }.
line-local = Payment { $item } in { $currency }, by the rate of its day ({ $rate }).

## How a line was rounded
rounding-round2 = rounded to the nearest cent or smallest coin, halves up
rounding-trunc2 = rounded down to the cent or smallest coin

## What a person should look at
flag-pecuniary_over_most = Costs with papers go beyond the cap for losses. They are paid all the same.
flag-total_over_most = The award goes beyond the cap for everything, because nothing that is left may be cut.
flag-instalments_merged = There are fewer payments than were chosen, so that each of them is large enough.
flag-earlier_sum_stands = A review came to less. The earlier sum stands.

## Why a line could not be computed
stopped-rate_missing = There is no rate for { $currency } on { $day }. Nothing is guessed.
stopped-wage_missing = No wage is proved, and the sums name none for the place.
stopped-causation_unknown = The sums have no such share of causation.
stopped-too_large = A sum is larger than what can be computed to the cent.
