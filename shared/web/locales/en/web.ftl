# Texts that every service shares: the frame of pages, sign-in, problems, refusals.
site-name = Desk
error-prefix = Error:
errors-title = There is a problem
skip-to-main = Skip to the main part
quick-exit = Leave this page quickly
nav-label = Parts
nav-claims = Claims
nav-panel = Panel
nav-lab = Lab
nav-finance = Finance
nav-trust = Children’s money
nav-versions = Rules
nav-papers = Papers
sign-in = Sign in
sign-out = Sign out
signed-in-as = Signed in as
continue = Continue
save = Save
back = Back
change = Change
to-home = To the first page
not-provided = Not provided
safety-link = Using this safely

title-home = First page
title-safety = Safety
title-problem = Problem
title-held = Your entries
title-reference = Reference

home-heading = Welcome
home-lead = This is the desk for claims, reviews and payments. Sign in to see your work.
home-nothing = You are signed in, but no role has been given to you yet. Please ask your administrator.
home-exit-hint = The red button at the top leaves this site at once.

safety-heading = Using this safely
safety-exit = The button “Leave this page quickly” is at the top of every page. It signs you out and opens an ordinary page. You can also press the Shift key three times.
safety-exit-limits = It can’t remove this site from the browser’s history on every device, and it can’t stop a person or a program that watches the device.
safety-device-heading = On a device that others use
safety-device-private = Use a private window, and close it when you are done.
safety-device-history = Remove this site from the history afterwards.
safety-device-other = If you think that the device is watched, use another one.
safety-saved-heading = What happens to what you entered
safety-saved = Everything that you saved stays here. Sign in again, on any device, to go on where you left off.

held-heading = Nothing is lost
held-lead = You were signed out before your entries arrived. They are kept. Send them now to go on.
held-send = Send my entries
lost-heading = You were signed out
lost-lead = What you have just typed could not be kept: this browser no longer says whose it is.
lost-way-on = Go back with your browser: it may still show what you typed, so that you can copy it. Then sign in and enter it again.

problem-refused = This could not be taken as it is
problem-forbidden = Your role does not allow this
problem-missing = There is no such page
problem-unavailable = The service can’t answer now. Please try again in a minute.
problem-fault = Something went wrong on our side
problem-unauthorized = Sign in first
problem-incident = If you ask for help, give this number: { $number }
problem-typed-kept = What you typed is on this page. Leave it open and send it again in a minute; sent twice, it counts once.
problem-way-on = Nothing that you saved is lost. Go back in your browser to try again, or go to the first page.
explained-code = Code:

understood-title = Is this what you mean?
understood-lead = Nothing has been recorded yet.
understood-yes = Yes, record it

reference-heading = Programming interface: { $service }
reference-lead = For programs. Send a bearer token of the sign-in provider with each call. The whole description:
reference-body = What to send
reference-common = What any call can be answered, unless it says otherwise
reference-status = Status
reference-meaning = Meaning

refusal-unknown-field = The field “{ $field }” is not part of this. Remove it.
refusal-field-malformed = This has the wrong form: { $reason }
refusal-field-required = Answer this question.
refusal-field-too-long = This is too long. Use at most { $max } characters.
refusal-choice-unknown = Choose one of the answers in the list.
refusal-date-impossible = There is no such date. Check day, month and year.
refusal-date-future = The date is in the future. Check the year.
refusal-amount-malformed = Write the amount in digits, such as 1250.50.
refusal-amount-decimals = This has more decimals than the currency. Use { $max } at most.
refusal-amount-too-large = The amount is too large.
refusal-amount-currency = This names another currency than { $currency }. Write the amount in { $currency }.
refusal-amount-unclear = { $count ->
    [one] Do you mean { $first }?
   *[other] This can be read in two ways. Do you mean { $first }, or { $second }?
 }
refusal-number-unclear = This can be read in two ways. Do you mean { $first }, or { $second }?
refusal-number-not-read = Write a number in digits, for example 3.
refusal-number-out-of-range = Write a number from { $least } to { $most }.
refusal-share-unclear = Do you mean { $first }?
refusal-share-malformed = Write a part of one, such as 0.65, or per cent, such as 65 %.
refusal-date-unclear = This can be two days. Do you mean { $first }, or { $second }?
refusal-answer-not-text = Use letters and digits only.
refusal-understood = Is this what you mean: { $first }?
refusal-body-too-long = This is too long to take. Send less at once.
refusal-nul-sent = What was sent holds a sign that no keyboard makes and no record can keep (NUL). Send it without.
refusal-body-too-slow = What was sent took too long to arrive. Nothing was kept: try again, or on a better link.
refusal-too-often = You are asking faster than this service answers. Nothing was kept of this request: go back, wait a moment and send it again.
refusal-body-malformed = This could not be read. Check how it is written and send it again.
refusal-method-not-allowed = This address does not take that method.
refusal-not-a-form = Send what the form of the page sends.
refusal-field-twice = “{ $field }” was sent twice: which one is meant can’t be known.
refusal-clock-differs = The clock of this machine is wrong, so nothing about money is done. Please tell whoever keeps it; nothing was kept of this request.
refusal-not-json = Send JSON, with the content type application/json.
refusal-key-missing = Send an Idempotency-Key header, so that sending twice counts once.
refusal-key-too-long = The Idempotency-Key must have 1 to 250 characters.
refusal-key-reused = This key was used for something else. Make a new key for a new request.
refusal-if-match-missing = Send an If-Match header with the revision that you last saw.
refusal-stale = Somebody has changed this since you opened it. What you entered is still here: check it against the new state and send it again.
refusal-form-not-ours = This form is too old or did not come from this site. Go back, load the page again and send it once more.
refusal-consent-taken-back = She has taken back her consent to this. Nothing is done with the claim until she gives it again.
refusal-sign-in-failed = The sign-in did not work. Please start again.
refusal-session-ended = Your session has ended. Please sign in again.
refusal-sign-in-away = The sign-in service does not answer. Nothing was done. Please try again in a minute.
refusal-provider-away = The sign-in service does not answer. Please try again in a few minutes.
refusal-no-role = You are known, but no role has been given to you. Please ask your administrator.
refusal-advocate-and-staff = Nobody can be an advocate and staff at once. Please ask your administrator to correct your roles.
refusal-stage-move = This can’t be done now: the claim has moved on. Load the page to see where it stands.
refusal-one-capacity = You already act on this claim in another part, so you can’t do this. Somebody else must.

next-page = Next page
