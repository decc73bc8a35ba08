### Words for the codes that all services share. Plain, never blaming.

## Where a claim stands, and what comes next
stage-draft = Draft
stage-draft-next = Answer the questions you can, then send the claim.
stage-submitted = Sent
stage-submitted-next = An intake officer checks that contact is safe. This takes about one working day.
stage-triaged = Checked for safety
stage-triaged-next = The review begins. The rules are looked at one by one.
stage-in_review = In review
stage-in_review-next = A panel member looks at the claim. We ask if something is missing.
stage-info_requested = A question for you
stage-info_requested-next = Please answer the questions if you can. “I don’t know” is a good answer too.
stage-referred = Referred elsewhere
stage-referred-next = Another body must deal with this claim. Help goes on, and the claim can be opened again.
stage-eligible = Can be awarded
stage-eligible-next = The amount is worked out next.
stage-assessed = Amount worked out
stage-assessed-next = A panel of three now decides.
stage-decided = Decided
stage-decided-next = The offer is being prepared in the survivor’s language.
stage-offered = Offer made
stage-offered-next = The survivor has six months to say yes or no, or to ask for a review.
stage-accepted = Offer accepted
stage-accepted-next = The payments are planned next.
stage-declined = Offer declined
stage-declined-next = The survivor can ask for a review, or come back later.
stage-scheduled = Payments planned
stage-scheduled-next = A second person checks the payments.
stage-approved = Payment approved
stage-approved-next = The bank is told to pay.
stage-instructed = With the bank
stage-instructed-next = The bank pays. This can take some days.
stage-returned = Payment came back
stage-returned-next = Please choose again how to be paid. No money is lost.
stage-settled = Paid
stage-settled-next = A closing letter is made.
stage-closed = Closed
stage-closed-next = Nothing more is needed. The claim can be opened again if there is something new.
stage-withdrawn = Withdrawn
stage-withdrawn-next = Nothing happens with this claim. The survivor can come back at any time.

## What was done
code-act-A1 = A threat, an attempt or a demand for sex, without touching
code-act-A2 = Sexual use without touching, such as pictures or being made to undress
code-act-A3 = Sexual touching, without penetration
code-act-A4 = Sex with an adult in return for something, or by misuse of power or trust
code-act-A5 = Rape or forced penetration, once
code-act-A6 = Sexual abuse again and again, or being held or sold for sex

## What made it graver
code-aggravation-G1 = The survivor was under 18
code-aggravation-G2 = A pregnancy, a birth, the loss of a pregnancy, or an unsafe abortion
code-aggravation-G3 = HIV, or an infection or injury that lasts
code-aggravation-G4 = A weapon or heavy violence
code-aggravation-G5 = More than one person did it
code-aggravation-G6 = The person controlled food, shelter, aid or work
code-aggravation-G7 = Revenge afterwards, or having to flee
code-aggravation-G8 = The survivor lives with a disability

## How long it has weighed
code-impact-I0 = Nothing to state
code-impact-I1 = Up to one year
code-impact-I2 = Up to five years
code-impact-I3 = Longer than five years, or it disables
code-impact-I4 = For life, and heavily

## Who the person was
code-category-CIV_INT = International staff of the mission
code-category-CIV_NAT = National staff of the mission
code-category-UNV = United Nations volunteer
code-category-CONS = Consultant
code-category-ICON = Individual contractor
code-category-INTERN = Intern
code-category-CORP = Worker of a company that served the mission
code-category-GPP = Adviser sent by a government, not in uniform
code-category-MIL_CON = Soldier of a contingent
code-category-MIL_STO = Military staff officer
code-category-MIL_OBS = Military observer
code-category-POL_IPO = Police officer of the mission
code-category-POL_FPU = Member of a police unit
code-category-NUF = Soldier of another force
code-category-AFP = Staff of another United Nations body
code-category-IP = Worker of a partner organisation
code-category-UNK = Not known

## For whom
code-claimant-victim = The survivor
code-claimant-child_born = A child born of what happened
code-claimant-guardian = A child or adult for whom somebody else speaks
code-claimant-dependant = The family of a survivor who has died

## Consents
code-consent-P1 = File this claim
code-consent-P2 = Let the review panel read what is stated here
code-consent-P3 = Ask for health records
code-consent-P4 = Share with the independent investigators
code-consent-P5 = Report to the authorities of the country
code-consent-P6 = Pass the claim to the State or body that is responsible
code-consent-P7 = Pass on to services that can help
code-consent-P8 = Give payment details to the bank or paying agent
code-consent-P9 = Count in statistics, without any name
code-consent-P10 = Keep the file after the claim is closed

## Answers
code-answer-yes = Yes
code-answer-no = No
code-answer-unknown = I don’t know

## Outcomes of rules
code-outcome-met = Met
code-outcome-not_met = Not met
code-outcome-undetermined = More is needed

## Rules
code-rule-R-01 = A peace operation on the list
code-rule-R-02 = Personnel who are covered
code-rule-R-03 = An act on the list
code-rule-R-04 = Linked to service
code-rule-R-05 = Who may claim
code-rule-R-06 = Consent and representation
code-rule-R-07 = What counts as proof
code-rule-R-08 = Findings of the investigators
code-rule-R-09 = Time
code-rule-R-10 = Referral, and help goes on
code-rule-R-11 = Unknown or several persons
code-rule-R-12 = No reduction for the survivor
code-rule-R-13 = Nothing is paid twice
code-rule-R-14 = One person, one file
code-rule-R-15 = Interim and urgent payment
code-rule-R-16 = Children
code-rule-R-17 = Supported decisions
code-rule-R-18 = Independence
code-rule-R-19 = Decision by a panel
code-rule-R-20 = Offer without giving up rights
code-rule-R-21 = Payment
code-rule-R-22 = Review and appeal
code-rule-R-23 = Opening again
code-rule-R-24 = When a survivor has died
code-rule-R-25 = Fraud and error
code-rule-R-26 = The money must exist
code-rule-R-27 = Recovery from those liable
code-rule-R-28 = Confidentiality
code-rule-R-29 = Fees
code-rule-R-30 = Versions of the rules

## Heads of award
code-head-H1 = Harm to body, mind and dignity
code-head-H2 = Medical care
code-head-H2p = Medical care so far
code-head-H2f = Medical care to come
code-head-H3 = Support for the mind
code-head-H3p = Support programme
code-head-H3f = Further support
code-head-H4 = Lost earnings
code-head-H5 = Lost schooling
code-head-H6 = Upkeep of a child
code-head-H7 = Costs of claiming
code-head-H8 = Funeral and loss
