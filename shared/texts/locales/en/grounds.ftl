# Questions to the claimant, and the causes, sources of money and grounds that a rule set names.

## What can settle an open question
question-place = Where was it?
question-vehicle = Were there marks or letters on the vehicle?
question-uniform = Did the person wear a uniform, a badge or a vest?
question-base = Which base or office was nearest?
question-year = In which year was it, roughly?
question-employer = For whom did the person work, as people said?
question-deployment = On what terms was the person sent?
question-which_act = Which of the acts on the list happened?
question-period = Did it happen once, or over some time?
question-age = How old were you then, roughly?
question-season = Was there a school year, a harvest, an election or a flood that helps to say when it was?
question-hr_record = The operation is asked for its record of service.
question-relationship = Who can say how you are related: a midwife, a school, a community, a record?
question-dna = Would you like a DNA test? It is free and your choice.
question-consent = Do you want this claim to go on?
question-last_act = When did it last happen, roughly?
question-late_reason = What stood in the way of filing earlier?
question-match = A colleague checks for a second file.
question-means = Was something of the operation used: a car, a house, food, money, a uniform, a post?
question-authority = By whose authority does the helper act, and is there a paper or a witness for it?
question-assent = What does the child say? A child of 12 or more is asked.
question-one_more_source = Is there one more thing that could help: a person, a paper, a message, a photo? You need not have any.
question-unit_finding = The investigation unit is asked what it found.
question-referral_wish = Do you want this to be passed on to those responsible? You are asked in person, never by letter.
question-other_money = Has anybody paid you money for this harm? Who, when, how much, and what for?
question-safety_call = Are you safe today? A colleague calls you.
question-household = Who lives with the person who would receive the money?
question-supporter = Who should help you decide? You can name a person you trust.
question-declaration = Each member of the panel says whether there is a tie to the people or the place.
question-seats = Who can be present to decide?
question-reach = How can you be reached safely?
question-test_payment = Would you like a small payment first, to see that it reaches you?
question-what_is_new = What is new since the decision?
question-kin = Who is family? Somebody of the community can say so.
question-hear = What do you say to this? Nothing is decided before you are heard.
question-fund_position = Finance is asked how much money there is.
question-liable_party = The legal office is asked who has to pay this back to the fund.
question-investigate = A colleague finds out what happened to your information.
question-fee_declaration = Your helper is asked to say whether anybody took or asked for money.

## Reasons for a late filing that are accepted without proof
cause-fear = Fear
cause-shame = Shame
cause-threat = Threats
cause-displacement = Flight or displacement
cause-conflict = Fighting
cause-no_information = Nobody said that a claim was possible
cause-illness = Illness
cause-investigation = Waiting for an investigation

## Money and help from others
offset-judgment = Money by a court's judgment
offset-settlement = Money by a settlement
offset-ex_gratia = Money that a State paid of its own will
offset-other_fund = Money from another fund
offset-maintenance = Maintenance that was paid for a child
offset-in_kind = Things that were given
offset-services = Care or services
offset-trust_fund_project = A project of the Trust Fund
offset-charity = Charity
offset-social_benefit = Social benefits
offset-schooling = Schooling
offset-lawyers_costs = Lawyers' costs

## Grounds on which the panel settles an open question
ground-place_named = The place you named shows which operation it was.
ground-unit_record = The records of the operation show it.
ground-on_file = The panel decides on what is on file. Doubt counts in your favour.
ground-deployment_terms = The terms on which the person was sent settle it.
ground-account = Your account shows it.
ground-anchor_event = The events you remember show when it was.
ground-means_of_service = It was done with the means, the status or the goods of the service.
ground-midwife = A midwife confirmed it.
ground-school = A school confirmed it.
ground-community = Your community confirmed it.
ground-dna = A DNA test confirmed it.
ground-admission = The person admitted it.
ground-national_decision = A national authority decided it.
ground-consent_confirmed = You confirmed that you want this claim to go on.
ground-fear = You were afraid. The panel accepts this reason for filing late.
ground-shame = Shame kept you from speaking. The panel accepts this reason for filing late.
ground-threat = You were threatened. The panel accepts this reason for filing late.
ground-displacement = You had to flee. The panel accepts this reason for filing late.
ground-conflict = There was fighting. The panel accepts this reason for filing late.
ground-no_information = Nobody told you that you could file. The panel accepts this reason for filing late.
ground-illness = You were ill. The panel accepts this reason for filing late.
ground-investigation = You were waiting for an investigation. The panel accepts this reason for filing late.
ground-looked_at = A colleague looked and found no second file that stands in the way.
ground-authority_paper = A paper shows the authority.
ground-voucher = A voucher shows it.
