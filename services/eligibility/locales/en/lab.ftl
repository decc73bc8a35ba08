# Texts of the lab: what would an amendment do?

title-lab = Lab
lab-heading = What would a change do?
lab-lead = Change something and see what would follow: who would get an award, who would not, what it would cost. Nothing is changed by looking. The draft is compared with the rules and sums that hold today.
lab-ask = Ask
lab-run = Compare
lab-found = What was found

lab-source = Which claims?
lab-source-invented = Invented claims. They say nothing about what happens anywhere.
lab-source-caseload = The claims that are here. Nobody can see whose they are.
lab-count = How many invented claims
lab-count-hint = At most { $max }.
lab-seed = Starting number
lab-seed-hint = The same number gives the same claims again.
lab-fund = Money for payments, in US dollars
lab-fund-hint = Leave it empty, or see which share could be paid from it.

lab-cover = Who would be covered too?
lab-cover-hint = Tick whom the draft would cover.
lab-cover_from = Only for acts from this day on
lab-cover_from-hint = Such as 2020-01-31. Leave it empty for all acts.
lab-sums = Change sums and times
lab-sums-hint = Leave empty what stays as it is. Sums are in US dollars.
lab-shares = Change what makes an act graver
lab-now = Now: { $now }
lab-moral_floor = The least for harm to body, mind and dignity
lab-moral_most = The most for harm to body, mind and dignity
lab-pecuniary_most = The most for care, lost earnings and lost schooling together
lab-total_most = The most for all of these together
lab-maintenance_month = Upkeep of a child, for a month
lab-first_payment = Paid in full before the fund's share applies
lab-late_after_years = Years after which a claim is late
lab-aggravation_most = The most that these add together
lab-whole = Compare a whole draft
lab-whole-lead = Paste a whole set of rules, a whole set of sums, or both. What is left empty stays as it is today.
lab-rules = Rules
lab-rules-hint = A document such as dmr-1.json.
lab-schedule = Sums
lab-schedule-hint = A document such as s-ill-1.json.

lab-version-rules = Rules to compare with
lab-version-schedule = Sums to compare with
lab-version-now = Those of today

lab-gained-many = { $count } claims would get an award that get none today.
lab-gained-few = Fewer than 10 claims, or none, would get an award that get none today.
lab-gained-withheld = Some claims would get an award that get none today. How many can't be shown.
lab-lost-many = { $count } claims would lose the award that they get today.
lab-lost-few = Fewer than 10, or none, would lose the award that they get today.
lab-lost-withheld = Some would lose the award that they get today. How many can't be shown.
lab-too-few = There are fewer than 10 claims. Nothing can be said without pointing at people.
lab-over-caseload = Compared over { $claims } claims that are here.
lab-over-invented = Compared over { $claims } invented claims, starting number { $seed }.
lab-versions = Today: { $base }. Draft: { $draft }.
lab-hidden = “<10” stands for any number from 0 to 9. “Withheld” stands for a number that would give a small one away. Sums of money are rounded to 1,000, so they may not add up, and are shown only where they come from 10 people or more.
lab-few = <10
lab-withheld = withheld
lab-csv = Take along as a table (CSV)
lab-json = Take along as data (JSON)
lab-shortened = Rows in which no number can be shown are left out.
lab-chart-summary = The same numbers stand in the table of this name below.

lab-table-category = Who would gain and who would lose, by who did it
lab-table-outcome = What would become of claims
lab-table-rule = Which rules would answer otherwise
lab-table-band = Awards by size, US dollars
lab-table-cost = What awards would cost, US dollars
lab-table-fund = What the fund would have to pay, US dollars
lab-table-stopped = Awards with a line that can't be computed, such as for a missing rate

lab-column-both = An award today and then
lab-column-gained = Gain one
lab-column-lost = Lose one
lab-column-neither = No award
lab-column-total = Claims
lab-column-before = Today
lab-column-after = Draft
lab-column-change = Change
lab-row-mixed = Persons of several kinds
lab-row-total = All

lab-before-eligible = Today: an award
lab-before-referred = Today: not covered, referred
lab-before-info = Today: more is asked
lab-after-eligible = Draft: an award
lab-after-referred = Draft: not covered, referred
lab-after-info = Draft: more is asked

lab-move-met-not_met = From met to not met
lab-move-met-undetermined = From met to more is needed
lab-move-not_met-met = From not met to met
lab-move-not_met-undetermined = From not met to more is needed
lab-move-undetermined-met = From more is needed to met
lab-move-undetermined-not_met = From more is needed to not met

lab-band-nothing = Nothing left to pay
lab-band-0k-5k = Under 5,000
lab-band-5k-15k = 5,000 to under 15,000
lab-band-15k-35k = 15,000 to under 35,000
lab-band-35k-75k = 35,000 to under 75,000
lab-band-from-75k = 75,000 and more

lab-cost-later = Upkeep of children that falls due later
lab-cost-gross = All awards
lab-cost-net = Left to pay after what was paid already
lab-fund-first = Paid in full first
lab-fund-rest = Paid by the fund's share
lab-fund-factor = The share that the money allows
lab-fund-payable = What could be paid
lab-fund-outstanding = What would stay owed
lab-stopped-stopped = Awards

refusal-lab-busy = Somebody else is comparing right now. Please try again in a minute.
refusal-lab-too-many = There are too many claims to compare at once.
refusal-lab-count = Choose between 1 and { $max } claims.
refusal-lab-number = Write a whole number in digits.
refusal-lab-percent = Write a whole number from 0 to 100.
refusal-lab-day = Write the day like this: 2020-01-31.
refusal-lab-bounds = This can't be. Check the number against the one of today.
refusal-lab-unsound = This draft can't be used as it is. At “{ $path }”: { $code }.
