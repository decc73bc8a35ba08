# Papers. Short sentences, plain words. Nothing in the receipt or the slip says what a file is about.

## Every paper
paper-title = Document { $code }
paper-footer = Document { $code } · { $template } · English
paper-page = Page { $page } of { $pages }

## Receipt
receipt-template = receipt { $version }
receipt-heading = We have your file
receipt-code = Your code
receipt-date = Received on
receipt-thanks = Thank you. Your file has reached us. This page is your receipt. It carries your code and no name, so that it says nothing to anyone else.
receipt-next = What happens next
receipt-step-safety = Within one working day, a person looks first at whether you are safe, and then at whether the file is complete.
receipt-step-review = The file is then read with care. If something is not clear, your advocate asks you. You may always answer “I do not know” or “I prefer not to say”.
receipt-step-decision = A panel decides. Your advocate brings you its answer in writing, with the reasons, in the way that you chose.
receipt-keep = Keep your code in a safe place, or leave this page with your advocate. The code is all that you need to ask about your file.
receipt-choice = You decide. You can add to your file, change how we reach you, or withdraw it at any time. All of this is free.

## Decision letter
letter-template = decision letter { $version }
letter-heading = The decision on your file
letter-code = Your code
letter-date = Date
letter-until = Open until
letter-awarded = The panel has read your file and decided. It offers you an award of { $net }.
letter-not-awarded = The panel has read your file and decided. It could not make an award. This letter says why, and what you can do now.
letter-not-awarded-account = This does not mean that you were not believed. It means that this mechanism, under its present rules, does not cover what is in the file. Help does not stop with this letter: your advocate can tell you who else can help, and we pass nothing on unless you say yes.
letter-amount = How the amount was reached
letter-line = Line
letter-line-amount = Amount
letter-net = Your award
letter-rounding = Entitlements are rounded to the nearest cent, half a cent upwards. Deductions are rounded down.
letter-why = Why the panel decided so
letter-outcome-met = Met.
letter-outcome-not_met = Not met.
letter-outcome-undetermined = Could not be settled; doubt went in your favour.
letter-panel = In the panel’s own words
letter-now = What you can do now
letter-step-accept = Accept. Tell your advocate. You then choose how you want to be paid, and in how many parts.
letter-step-time = Take your time. The offer stays open until { $until }. If you need longer, ask: it can be extended.
letter-step-review = Ask for a review. Other people, who had no part in this decision, look at everything again. Tell your advocate within six months of receiving this letter; later is possible if there was a good reason. The amount cannot become lower, and you can accept what is offered while the review goes on.
letter-step-review-only = Ask for a review. Other people, who had no part in this decision, look at everything again. Tell your advocate within six months of receiving this letter; later is possible if there was a good reason.
letter-step-new = If something new comes up, tell your advocate. A file can be opened again at any time, and never to take something away.
letter-no-waiver = Accepting takes nothing from you. You give up no right, you promise no silence, and nothing is asked of you in return.
letter-versions = Decided under rules { $rules } and schedule { $schedule }.

## Remittance slip
slip-template = slip { $version }
slip-heading = Transfer slip
slip-code = Reference
slip-part = Part
slip-part-of = { $part } of { $parts }
slip-date = Date
slip-amount = Amount
slip-paid = Paid out
slip-rate = Rate
slip-rate-value = 1 { $from } = { $rate } { $to }
slip-bank = Bank reference
slip-done = The amount below has been sent in the way that you chose.
slip-ask = If it has not arrived, or if anything looks wrong, tell the person who helps you and give the reference. Nothing is lost: it can be sent again.

## Pages
title-papers = Papers
papers-lead = Each paper is made by itself, moments after the step that it tells of. Hand it over only in the way that is safe for the person.
papers-code = Claim code
papers-code-hint = Sixteen letters and digits, such as 7K3M-QX9T-2PWA-D04E.
papers-search = Show papers
papers-of-claim = Papers of { $code }
papers-latest = Latest papers
papers-none = There are no papers here that you may read.
papers-all = All papers
papers-older = Older papers
papers-back-to-claim = To the claim
paper-kind-receipt = Receipt
paper-kind-decision_letter = Decision letter
paper-kind-remittance_slip = Transfer slip
paper-column-paper = Paper
paper-column-claim = Claim
paper-column-made = Made
paper-column-language = Language
paper-column-get = Get
paper-get = Save PDF { $code }
paper-proof = Save its proof
paper-queued = Being made. Load the page again in a minute.
paper-parked = It could not be made. Give this number to your administrator: { $incident }. Once the fault is mended, it is made by itself.
refusal-claim-code-malformed = This is no claim code. Check each letter and digit.
refusal-claim-code-unknown = There is no such claim, or it is not one of yours.
refusal-paper-not-ready = This paper is still being made. Try again in a minute.
refusal-paper-proof-not-ready = The proof of this paper is not there yet: the log is sealed within a second after the paper is made. Try again in a moment.
refusal-paper-parked = This paper could not be made. The number on the list of papers helps your administrator.
action-list_papers = List papers
action-read_paper = Read a paper
action-render_paper = Make a paper
