//! A small source of numbers that look random and are the same every time: `SplitMix64`, on integers
//! alone. It decides invented facts and nothing else. Never here: keys, codes, anything secret.

/// Numbers that follow from a seed.
#[derive(Debug, Clone)]
pub struct Random(u64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl Random {
    /// The numbers of one place in one run: they don't depend on what was drawn for other places.
    pub fn new(seed: u64, place: u64) -> Self {
        let mut whole = Self(seed);
        let seed = whole.next();
        let mut own = Self(seed ^ place.wrapping_mul(STEP));
        own.next();
        own
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: u32) -> u32 {
        let high = self.next() >> 32;
        u32::try_from((high * u64::from(end)) >> 32).unwrap_or_default()
    }

    /// A number from `first` to `last`, both included.
    pub fn between(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(last.saturating_sub(first).saturating_add(1))
    }

    /// True as often as `per_mille` of a thousand times.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1_000) < per_mille
    }

    /// One of a list, each as often as its weight.
    pub fn weighted<T: Copy>(&mut self, list: &[(T, u32)]) -> Option<T> {
        let whole = list.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(whole);
        list.iter().find_map(|(what, weight)| {
            if left < *weight {
                return Some(*what);
            }
            left -= weight;
            None
        })
    }

    /// One of a list.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        let place = self.below(u32::try_from(list.len()).unwrap_or(u32::MAX));
        list.get(usize::try_from(place).unwrap_or_default()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        // First outputs for seed 1234567, as published with the algorithm.
        let mut numbers = Random(1_234_567);
        let first = [numbers.next(), numbers.next(), numbers.next()];
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn weights_are_kept_and_bounds_hold() {
        let mut numbers = Random::new(7, 0);
        let mut often = 0;
        for _ in 0..10_000 {
            assert!((3..=5).contains(&numbers.between(3, 5)));
            often += u32::from(numbers.weighted(&[("often", 9), ("seldom", 1)]) == Some("often"));
        }
        assert!((8_800..9_200).contains(&often), "{often}");
        assert_eq!((numbers.below(0), numbers.pick::<u8>(&[])), (0, None));
    }
}
