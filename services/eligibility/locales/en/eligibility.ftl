# Texts of the eligibility service. Reasons and lines speak to the claimant in plain words.

## What the gate proposes
gate-eligible = Eligible
gate-referred = Not covered, referred
gate-info = Something is missing
refer-state = The State whose person it was
refer-entity = The other organisation
refer-justice = National justice
refer-conduct = The conduct system for staff

## Pages of the panel
title-queue = List
title-case = Details
queue-heading = Cases
queue-empty = There is no case for you now.
queue-over-heading = Cases that are over
queue-over-empty = No case of yours is over yet.
queue-caption = The longest waiting first
queue-code = Code
queue-stage = Where it stands
queue-since = Since
queue-chair = Chair
queue-part = Your part
queue-free = Waits for a chair
queue-declare = Declare first
seat-chair = Chair
seat-member = Member
case-back = All cases
case-since = since { $moment }
case-next = What comes next
next-seat_panel = Take this case as chair, or fill the empty seats: name members who have had no part in it.
next-declare = Declare whether there is a conflict. Until then nothing of the claim is shown to you.
next-wait_for_declarations = The others have to declare first.
next-ask_or_find = Something is missing. Ask the advocate, record what you found, or decide on the file once that is allowed.
next-wait_for_answer = The advocate has been asked. The answer brings the case back.
next-confirm_eligible = Every rule is met. Read the worksheet and confirm.
next-confirm_referred = A rule is not met. Read the worksheet and confirm each such rule.
next-wait_for_confirmation = A member confirms first, then the chair.
next-assess = Have the award computed.
next-record_view = Record your own view. The others' are shown to you afterwards.
next-wait_for_views = The others have to record their views first.
next-decide = Three views are recorded. Issue the decision.
next-nothing = There is nothing for you to do here now.
panel-heading = Panel
panel-nobody = Nobody sits on this claim yet.
panel-choose = { $count ->
    [0] You take the chair; both members sit already
    [one] Name one member
   *[other] Name { $count } members
 }
panel-choose-hint = At least one person of the panel is trained in trauma; the panel is mixed.
panel-no-candidates = There is no panel member who could sit. Members appear here after they have signed in once.
panel-seat = Seat the panel
declaration-waiting = has not declared yet
declaration-none = no conflict
declaration-conflict = conflict, seat emptied
declare-question = Do you have a conflict?
declare-hint = You have one if you know the survivor or the person responsible, served in the operation in the last three years, work for the same unit, had another part in this file, or belong to the advocate's organisation.
declare-none = No, I have no conflict
declare-conflict = Yes, or I am not sure
declare-send = Declare
declare-later = I have found a conflict
declare-later-hint = Your seat is emptied for good, and the claim goes out of your sight.
declare-later-send = Leave this case
asked-heading = Asked so far
gate-heading = Settle the gate
ask-legend = Ask the advocate
ask-hint = All answers are optional. You can ask twice; after that the panel decides on the file.
ask-send = Send the questions
ruling-summary = Settle { $rule }
ruling-ground = Ground
ruling-outcome = Outcome
ruling-send = Record this finding
confirm-not-met = Confirm each rule that is not met
confirm-not-met-hint = Two people confirm: a member, then the chair. The letter says that the account is not doubted.
confirm-referred = Confirm: refer this claim
confirm-eligible = Confirm: every rule is met
confirm-on-file-hint = After two requests or 90 days the panel decides on the file, and doubt counts for the claimant.
confirm-on-file = Decide on the file: eligible
views-heading = Views
views-count = { $count ->
    [one] One view is recorded.
   *[other] { $count } views are recorded.
 }
view-question = Your own view
view-hint = Record it before you talk to the others. It can't be changed.
verdict-awarded = Award as computed
verdict-not_awarded = No award
view-note = Why (for the panel only)
view-note-hint = No names. It appears in no letter.
view-send = Record my view
decide-heading = Issue the decision
decide-language = The survivor asked for { $language }. There is no letter in it: hers will be in { $paper }. See that it is read to her in her language.
decide-question = What most views say
decide-reasons = Reasons in the panel's words
decide-reasons-hint = The survivor reads this. Plain words, no names. The reason for each rule is added by itself.
decide-send = Issue the decision
decision-heading = Decision
decision-outcome = Outcome
decision-issued = Issued on
decision-open-until = Offer open until
decision-rules = Reasons, rule by rule
decision-paper = Papers of this claim

## What can't be done, and what to do instead
refusal-declare-first = Declare first whether there is a conflict. Then the claim is shown.
refusal-chair-only = Only the chair of this panel can do this.
refusal-chair-taken = Another person has taken the chair. Load the page to see who sits.
refusal-members-needed = { $count ->
    [0] Both seats of members are taken. Name nobody.
    [one] Name exactly one member other than yourself.
   *[other] Name exactly { $count } members other than yourself.
 }
refusal-member-unknown = This person can't sit as a member. Choose somebody of the list.
refusal-member-sat-already = This person has sat on this claim before. Choose somebody else.
refusal-declared-already = You have declared already. A conflict that you find later can still be declared.
refusal-nothing-to-ask = No rule is open, so there is nothing to ask.
refusal-asked-twice = The advocate has been asked twice. Decide on the file; doubt counts for the claimant.
refusal-gate-not-met = A rule is not met, so this can't be confirmed as eligible.
refusal-gate-open = A rule is still open. Ask, or record a finding; after two requests or 90 days decide on the file.
refusal-gate-not-referred = No rule is not met, so there is nothing to refer.
refusal-confirm-each-rule = Tick every rule that is not met, and only those.
refusal-confirmed-already = You have confirmed this worksheet already.
refusal-member-confirms-first = A member of the panel confirms first, then the chair.
refusal-no-act-passed = No act passes the gate, so there is nothing to compute.
refusal-view-recorded = You have recorded your view already. It stands.
refusal-view-first = Record your own view first.
refusal-letter-not-printable = The letter can’t print { $letter }. Write it in words.
refusal-letter-too-many-lines = This would take about { $lines } lines in the letter; { $max } are the most. Use fewer line breaks and pictures.
refusal-views-missing = { $count ->
    [one] One view is missing.
   *[other] { $count } views are missing.
 }
refusal-no-majority = Most views say something else.
refusal-decided-already = A decision is issued already.

## Versions of the rules and of the sums
title-versions = Rules
title-version = Version
versions-heading = Rules and sums
versions-lead = Every claim is decided under a version of the rules and a version of the sums. A version is written once and never changed. Two people sign it before its first day.
versions-caption = Versions, the latest first day first; those that came with the program last
version-name = Name
version-of = What of
version-title = Title
version-from = First day
version-state = State
version-kind-rules = Rules
version-kind-schedule = Sums
version-state-draft = Waits for signatures
version-state-lapsed = Not signed in time; never counts
version-state-coming = Signed; counts from its first day
version-state-in_force = In force today
version-state-past = Replaced by a later one
version-draft = Draft a version
version-draft-lead = Send a file, or paste the text. It is checked at once. What is wrong is listed here, place by place.
version-schemas = The formats as JSON Schema:
version-file = File
version-file-hint = A JSON file in one of the two formats. If you choose a file, the text below is left out.
version-paste = Text
version-paste-hint = The whole document, from the first brace to the last.
version-check = Only check
version-keep = Keep as a draft
version-sound = { $version } can be kept as a draft. Look at the warnings, if there are any.
version-problems = What the check found
version-path = Place
version-weight = Weight
version-what = What is wrong
version-error = Error
version-warning = Look at this
version-back = All versions
version-drafted = Drafted by
version-shipped = Came with the program
version-signed = Signed by
version-digest = SHA-256 of the document
version-download = Download the document
version-changes = What it changes against { $version }
version-changes-caption = { $count ->
    [one] One place
   *[other] { $count } places
 }
version-no-changes = Nothing but its name.
version-old = Before
version-new = Now
version-nothing = (nothing)
version-sign = Sign
version-sign-lead = Read the changes first. You sign this document as it is. With two signatures it counts from its first day, for every claim decided from then on. It can't be changed or taken back; only a later version can replace it.
version-sign-send = Sign this version
version-document = Document
version-document-open = Show the whole text
refusal-version-has-errors = { $count ->
    [one] One thing is wrong. It is listed below the form's heading.
   *[other] { $count } things are wrong. They are listed below the form's heading.
 }
refusal-version-too-late = The first day must lie in the future: nothing is decided under rules that began in the past.
refusal-version-name-taken = There is a version of this name already. Choose another name; a version is never changed.
refusal-version-signed = This version has its signatures already.
refusal-version-signed-by-you = You have signed already. Somebody else must sign too.
refusal-version-not-as-read = This is not the document that you have read. Load the page again and read it.

## What the check of a version finds
refusal-format-unknown = This program does not know the format “{ $format }”.
refusal-unreadable = This can't be read: { $why }.
refusal-key-twice = This key stands twice. Keep one.
refusal-table-gap = No row covers this case: { $example }. Every case needs exactly one row.
refusal-table-overlap = This row and { $other } both cover this case: { $example }. Every case needs exactly one row.
refusal-row-unreachable = This row never comes to bear: it covers no case, or other rows cover all of its cases.
refusal-table-too-large = This table has too many rows to be checked.
refusal-code-twice = “{ $code }” stands twice. Keep one.
refusal-number-negative = { $value } is too small. It can't be below zero.
refusal-number-zero = This can't be zero.
refusal-number-decimals = { $value } has too many decimals. Use { $most } at most.
refusal-number-too-large = { $value } is larger than any amount can be.
refusal-number-above = { $value } is more than { $most }, which is the value of { $other }.
refusal-share-over-one = { $value } is more than the whole, which is 1.
refusal-limit-range = { $value } can't be meant. Use { $least } to { $most }.
refusal-date-range = { $day } can't be meant as a first day.
refusal-until-before-from = The last day, { $until }, comes before the first day, { $from }.
refusal-list-empty = This list is empty. It needs one member at least.
refusal-text-empty = There is no text here.
refusal-text-missing = There is no text for “{ $key }” in this language: { $language }. Add it under “texts”.
refusal-text-unused = Nothing uses the text “{ $key }”.
refusal-language-unknown = This program has no language “{ $language }”.
refusal-rule-missing = { $rule } is missing. All thirty rules must be there.
refusal-rule-not-gate = { $rule } can't be part of the gate.
refusal-rule-outside-gate = { $rule } is not part of the gate. Claims will pass without it.
refusal-source-unknown = The source “{ $source }” is not in the list of sources.
refusal-source-unused = No rule rests on the source “{ $source }”.
refusal-code-reserved = “{ $code }” has another meaning and can't name an operation.
refusal-operation-unknown = “{ $operation }” is no other operation of the list.
refusal-opened-before-operation = The mechanism can't have opened on { $day }, before the operation began on { $from }.
refusal-ask-missing = There is no question for the situation “{ $ask }”.
refusal-refer-missing = Who is not covered here is not told where to turn.
refusal-refer-unused = Who is covered needs no referral.
refusal-proof-weaker = A larger loss needs a weaker proof here: { $test } after { $other }.
refusal-quorum-impossible = { $present } of { $seats } seats can't be present.
refusal-act-not-listed = { $act } is not in the list of acts.
refusal-class-lighter = { $act } would count as { $class }, which is lighter.
refusal-currency-not-usd = The sums must be in US dollars, not in { $currency }.
refusal-code-missing = There is no number for { $code }.
refusal-graver-for-less = { $value } is less than what { $other } has, which is lighter.
refusal-act-above-cap = With everything that makes it graver this act comes to { $value }, more than the most, { $most }.
refusal-weight-rises = { $value } is more than the weight before it, { $other }.
refusal-cap-below-programme = The cap of { $most } is below { $value }, which can never be cut.
refusal-head-never-cut = { $head } is never cut, so it can't stand here.
refusal-head-not-cut = { $head } is not in the list, so it is never cut.
