//! One measured figure: a line to read, the ratio first.

use std::fmt;

/// What was measured, against what, and how it came out.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// For example `CPU per post`.
    pub(crate) name: &'static str,
    /// What the reader compares: `1.18 × the bare ack loop`, `0.4 × the goal of 100 ms`.
    pub(crate) ratio: String,
    /// The measured values themselves.
    pub(crate) value: String,
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.name, self.ratio, self.value)
    }
}

/// Several measurements of the same thing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spread {
    values: Vec<f64>,
}

impl Spread {
    pub(crate) fn add(&mut self, value: f64) {
        self.values.push(value);
        self.values.sort_by(f64::total_cmp);
    }

    pub(crate) fn median(&self) -> f64 {
        let middle = self.values.len() / 2;
        match self.values.len() {
            0 => f64::NAN,
            n if n % 2 == 1 => self.values[middle],
            _ => f64::midpoint(self.values[middle - 1], self.values[middle]),
        }
    }

    /// The smallest and the largest.
    pub(crate) fn range(&self) -> (f64, f64) {
        (self.values.first().copied().unwrap_or(f64::NAN), self.values.last().copied().unwrap_or(f64::NAN))
    }

    /// `1.18 (1.10–1.27)`.
    pub(crate) fn shown(&self, digits: usize) -> String {
        let (least, most) = self.range();
        format!("{:.digits$} ({least:.digits$}–{most:.digits$})", self.median())
    }
}

impl FromIterator<f64> for Spread {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut spread = Self::default();
        values.into_iter().for_each(|value| spread.add(value));
        spread
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_not_moved_by_one_bad_round() {
        let spread: Spread = [3.0, 1.0, 2.0, 50.0, 2.5].into_iter().collect();
        assert_eq!((spread.median(), spread.range()), (2.5, (1.0, 50.0)));
        let even: Spread = [1.0, 2.0].into_iter().collect();
        assert_eq!(even.shown(1), "1.5 (1.0–2.0)");
    }
}
