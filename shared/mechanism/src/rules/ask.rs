//! Situations in which a rule is undetermined. Which questions settle one is data.

use redress_kernel::codes;

codes! {
    /// What has to be asked.
    Ask {
        /// Which operation it was.
        OperationUnknown = "operation_unknown",
        /// When the act was.
        ActUndated = "act_undated",
        /// Who it was.
        CategoryUnknown = "category_unknown",
        /// On what terms the person was deployed.
        Deployment = "deployment",
        /// Which act it was.
        WhichAct = "which_act",
        /// How old she was then.
        AgeThen = "age_then",
        /// Whether the person served then.
        ServiceTime = "service_time",
        /// Whether means of the service were used.
        Means = "means",
        /// What shows the relationship.
        Relationship = "relationship",
        /// What shows parentage.
        Parentage = "parentage",
        /// Whether she consents.
        Consent = "consent",
        /// Whose authority a representative has.
        Authority = "authority",
        /// Whether the child agrees.
        Assent = "assent",
        /// What one more source would help.
        OneMoreSource = "one_more_source",
        /// What the unit found.
        AskUnit = "ask_unit",
        /// When the last act was.
        LastAct = "last_act",
        /// Why it was filed late.
        LateReason = "late_reason",
        /// Whether a referral is wanted.
        Referral = "referral",
        /// Who it was, by neutral signs.
        Identify = "identify",
        /// What was paid, by whom and for what.
        OtherMoney = "other_money",
        /// Whether it is the same person.
        Match = "match",
        /// What safety needs today.
        SafetyCall = "safety_call",
        /// How old the person is.
        AgeNow = "age_now",
        /// Whether the payee lives with the perpetrator.
        Household = "household",
        /// Which support is wanted.
        Supporter = "supporter",
        /// Whether a member has a conflict.
        Declaration = "declaration",
        /// Who is present.
        Seats = "seats",
        /// How she can be reached.
        Reach = "reach",
        /// Whether the way of payment works.
        TestPayment = "test_payment",
        /// Why the review was asked late.
        ReviewReason = "review_reason",
        /// What is new.
        WhatIsNew = "what_is_new",
        /// Who her kin are.
        Kin = "kin",
        /// What the person says.
        Hear = "hear",
        /// How the fund stands.
        FundPosition = "fund_position",
        /// Who is liable.
        LiableParty = "liable_party",
        /// What happened.
        Investigate = "investigate",
        /// Which fees were asked.
        FeeDeclaration = "fee_declaration",
    }
}
