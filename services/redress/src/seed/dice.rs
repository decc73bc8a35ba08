//! Chance that falls the same way each time: what a sample claim says depends on its number alone.

/// Numbers that look drawn (the generator is `SplitMix64`).
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// The dice of a claim.
    pub fn of(number: u64) -> Self {
        Self(number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number below `bound`, which must not be 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    /// Whether it falls so, `percent` times out of a hundred.
    pub fn falls(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of a list, which must not be empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let place = self.below(list.len() as u64);
        &list[usize::try_from(place).expect("a place in a list")]
    }
}
