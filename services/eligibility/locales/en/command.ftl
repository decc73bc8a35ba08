## What the commands of the mechanism say
command-claim = Claim { $claim }
command-versions = Under rules { $rules } and sums { $schedule }
command-gate = Proposed: { $gate }
command-on-file = The panel may decide on the file now: doubt counts for the claimant.
command-rules = Rules
command-not-raised = Not raised by these facts: { $rules }
command-refer = Refer to: { $target }
command-paragraph = Rests on: { $text }
command-facts = Facts read: { $facts }
command-questions = To ask, the most useful first
command-award = Award, line by line
command-sums = Sums
command-no-award = No award is computed: a rule is open or not met.
command-gross = Everything added up
command-net = Due
command-absorbed = Paid ahead beyond the award, never asked back
command-payable-now = Can be paid now
command-outstanding = Stays owed
command-helpers = Costs of the claim, paid to helpers
command-released = Released to the child at once
command-in-trust = Held in trust for the child
command-instalment = Part { $place }, on { $day }
command-later = Upkeep due on { $day }
command-payment = Payment
command-stopped = ! { $head }: not computed, so the sums are not complete. { $why }
command-error = error
command-warning = warning
command-checked = Errors: { $errors }. Warnings: { $warnings }.
command-took = Compared in { $seconds } seconds.

## Why a line could not be computed
stopped-rate_missing = There is no rate for { $currency } on { $day }. Nothing is guessed.
stopped-wage_missing = No wage is proved, and the sums name none for the place.
stopped-causation_unknown = The sums have no such share of causation.
stopped-too_large = A sum is larger than what can be computed to the cent.
