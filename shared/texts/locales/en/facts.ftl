# Names of the facts that rules read, and words for their codes.

## Facts
fact-filed_on = Filed on
fact-under_18 = Under 18 at the time
fact-act = Act
fact-operation = Operation
fact-operation_ran = Operation ran
fact-category = Who the person was
fact-serving = Served at the time
fact-other_payment = Money paid by others
fact-ruling = Ground of the panel
fact-assessed_on = Day of assessment
fact-opened_on = Review opened on
fact-requests = Requests for information so far
fact-on_file = Panel decides on the file
fact-standing = Who claims
fact-shown_by = What shows the relationship
fact-dna_excluded = DNA excludes the parent
fact-birth = Born
fact-incapacity = Not able to act
fact-knew_on = Learned on that the person was covered
fact-late_cause = What stood in the way of filing
fact-consent_given = Consents given
fact-consent_withdrawn = Consents refused or withdrawn
fact-authority = Authority of the representative
fact-assent = The child agrees
fact-harassment_only = Only harassment between colleagues
fact-period = Went on over a period
fact-aggravations = What made it graver
fact-when = When
fact-by_means_of_service = Means of the service were used
fact-service = Service by the record
fact-identification = What came of asking who it was
fact-unit = What the investigators found
fact-matched = Search for another file
fact-account = Account is enough
fact-loss_proof = How far losses are shown
fact-offsets = What others paid
fact-emergency_paid = Emergency money so far
fact-interim_paid = Paid ahead so far
fact-interim_asked = Asked for now
fact-safety_need = Needed for safety
fact-delay_days = Days of our own delay
fact-fund_factor = Factor of the fund
fact-fund_cash = Cash of the fund that is free
fact-fund_pledges = Pledges due soon
fact-payee = Who receives the money
fact-payee_household = Payee is or lives with the person who did it
fact-payee_authority = Authority of who is paid in place of the person
fact-payee_match = Payee's details match
fact-method_tested = Way of payment tested
fact-returned = A payment came back
fact-members = Members of the panel
fact-clear = Clear and found by the investigators
fact-views = Views of the members
fact-offer_served_on = Offer told on
fact-offer_answer = Answer to the offer
fact-reachable = Can be reached
fact-review_received_on = Decision received on
fact-review_asked_on = Review asked for on
fact-review_cause = What stood in the way of asking for a review
fact-earlier_net = Earlier decision came to
fact-new_item = What is new
fact-died_on = Died on
fact-successor = Who takes the survivor's place
fact-kin_shown = Known as family
fact-fraud = What is said about fraud
fact-liable = Who is liable
fact-breaches = Breaches of confidentiality
fact-fees_declared = Fees declared
fact-share_found = A share, loan or assignment found
fact-several_helpers = More than one helper
fact-net = What is due

## Who claims
code-standing-victim = The survivor
code-standing-child_born = A child born of what happened
code-standing-guardian = Somebody who speaks for a child or an adult
code-standing-dependant = Family of a survivor who has died
code-standing-funeral_payer = Somebody who paid for the funeral

## Authority
code-authority-verified = Checked
code-authority-stated = Stated, not checked yet
code-authority-ended = Ended or refused

## Tests of proof
code-test-none = Not shown
code-test-likelihood = It may well be so
code-test-balance = It is more likely than not

## Signs
code-signs-civilian = Civilian personnel
code-signs-uniform = Uniformed personnel

## Investigators
code-unit_status-pending = Still looking into it
code-unit_status-substantiated = Found that it happened
code-unit_status-unsubstantiated = Did not find enough
code-unit_status-closed = Closed without a finding

## Costs of helpers
code-cost_kind-filing = Filing the claim
code-cost_kind-dna = DNA test
code-cost_kind-travel = Travel
code-cost_kind-interpreting = Interpreting

## Who is paid
code-payee_kind-survivor = The survivor
code-payee_kind-carer = Who cares for the child
code-payee_kind-substitute = Somebody who receives it by law

## Who takes the survivor's place
code-successor-nominee = The person whom the survivor named
code-successor-dependants = Those who depended on the survivor
code-successor-heirs = Heirs
code-successor-perpetrator = The person who did it
code-successor-nobody = Nobody

## Members of a panel
code-gender-woman = Woman
code-gender-man = Man
code-gender-another = Another
code-tie-knows = knows the survivor or the person who did it
code-tie-same_unit = works for the same unit as the person who did it
code-tie-same_nationality = has the nationality of the person who did it
code-tie-other_role = had another part in this file
code-tie-advocates_organisation = belongs to the organisation of the advocate
code-view-award = For an award
code-view-against = Against an award

## Answers to an offer
code-offer_answer-accepted = Accepted
code-offer_answer-part = Accepted in part
code-offer_answer-declined = Declined

## What is new
code-new_item-evidence = new evidence
code-new_item-health = worse health
code-new_item-category = something about who the person was
code-new_item-version = a change of the rules or sums in your favour
code-new_item-nothing = nothing

## Who is liable
code-liable-perpetrator = the person who did it
code-liable-withheld_pay = pay that was held back
code-liable-company = the company that the person worked for
code-liable-state = the State that is responsible
code-liable-nobody = nobody

## Search for another file
match-none = Nothing found
match-possible = A possible match that nobody has looked at yet
match-distinct = Looked at: another person
match-merged = A duplicate, put together with this file
