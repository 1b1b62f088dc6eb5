//! Where a chart of used data draws what. Whole numbers throughout: nothing here divides by zero or leaves the picture,
//! whatever it is given.

use domain::Megabytes;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use services::data::samples::{Cycle, Sample};

/// Both sides of the drawing.
pub(super) const SIDE: u32 = 1_000;
/// Steps the curve has at most: as many as a screen shows.
const STEPS: u32 = 250;
/// Days named below it at most.
const NAMES: i32 = 4;

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plot {
    /// The curve. It steps: what is used is known from one reading to the next.
    pub(super) line: String,
    /// The ground below it.
    pub(super) area: String,
    /// Heights of the marks, in their order.
    pub(super) marks: Vec<u32>,
    /// Days and where they begin, from the left.
    pub(super) days: Vec<(u32, Date)>,
}

/// Draws a cycle that has two samples or more.
pub(super) fn plot(cycle: &Cycle, marks: &[Megabytes], zone: &TimeZone) -> Option<Plot> {
    let (first, last) = (cycle.samples.first()?, cycle.samples.last()?);
    if cycle.samples.len() < 2 || first.at >= last.at {
        return None;
    }
    let most =
        marks.iter().map(|mark| mark.bytes()).chain(cycle.samples.iter().map(|sample| sample.used)).max().unwrap_or(0);
    // Some air above the highest.
    let top = u128::from(most) * 108 / 100 + 1;
    let x = |at: Timestamp| across(at, first.at, last.at);
    let y = |used: u64| SIDE - part(u128::from(used), top);
    let mut height = y(first.used);
    let mut line = format!("M0 {height}");
    for sample in thinned(&cycle.samples, x) {
        let now = y(sample.used);
        if now != height {
            line.push_str(&format!("H{}V{now}", x(sample.at)));
            height = now;
        }
    }
    line.push_str(&format!("H{SIDE}"));
    Some(Plot {
        area: format!("{line}V{SIDE}H0Z"),
        line,
        marks: marks.iter().map(|mark| y(mark.bytes())).collect(),
        days: days(first.at, last.at, zone),
    })
}

/// `value` of `whole` in parts of [`SIDE`].
fn part(value: u128, whole: u128) -> u32 {
    let part = value.saturating_mul(u128::from(SIDE)) / whole.max(1);
    u32::try_from(part).unwrap_or(SIDE).min(SIDE)
}

fn across(at: Timestamp, from: Timestamp, to: Timestamp) -> u32 {
    let since = |at: Timestamp| u128::try_from(at.duration_since(from).as_millis()).unwrap_or(0);
    part(since(at), since(to))
}

/// The last sample of each step: usage rises within a cycle, so it is also the highest.
fn thinned(samples: &[Sample], x: impl Fn(Timestamp) -> u32) -> Vec<Sample> {
    let step = |sample: &Sample| x(sample.at) * STEPS / SIDE;
    samples.chunk_by(|a, b| step(a) == step(b)).filter_map(|part| part.last().copied()).collect()
}

/// Days that begin between two times, a few of them, evenly; the first day where none does.
fn days(from: Timestamp, to: Timestamp, zone: &TimeZone) -> Vec<(u32, Date)> {
    let first = from.to_zoned(zone.clone()).date();
    let count = (to.to_zoned(zone.clone()).date() - first).get_days();
    let every = (count + NAMES - 2) / (NAMES - 1);
    let mut named = Vec::new();
    let mut day = first;
    for n in 1..=count {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        // Midnight may not exist where clocks are changed then; the first moment of the day does.
        if let (0, Ok(start)) = ((n - 1) % every.max(1), day.to_zoned(zone.clone()))
            && start.timestamp() <= to
        {
            named.push((across(start.timestamp(), from, to), day));
        }
    }
    if named.is_empty() { vec![(0, first)] } else { named }
}

/// Moves labels apart: at least `gap` from one to the next, none above `least` or below `most`. In the order given.
pub(super) fn apart(wanted: &[u32], gap: u32, least: u32, most: u32) -> Vec<u32> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|i| (wanted[*i], std::cmp::Reverse(*i)));
    let mut placed = vec![0; wanted.len()];
    let mut floor = least;
    for i in &order {
        placed[*i] = wanted[*i].max(floor);
        floor = placed[*i].saturating_add(gap);
    }
    let mut ceiling = most;
    for i in order.iter().rev() {
        placed[*i] = placed[*i].min(ceiling);
        ceiling = ceiling.saturating_sub(gap);
    }
    placed
}

/// What was used by the end of each day, and on it; the latter is not known of a day that began before the first sample.
pub(super) fn by_day(cycle: &Cycle, zone: &TimeZone) -> Vec<(Date, u64, Option<u64>)> {
    let date = |sample: &Sample| sample.at.to_zoned(zone.clone()).date();
    let mut before = (!cycle.cut).then_some(0);
    let days = cycle.samples.chunk_by(|a, b| date(a) == date(b));
    days.filter_map(|day| {
        let last = day.last()?;
        let on_it = before.map(|before| last.used.saturating_sub(before));
        before = Some(last.used);
        Some((date(last), last.used, on_it))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use proptest::prelude::*;
    use services::data::samples::cycles;

    use super::*;

    fn cycle(points: &[(i64, u64)]) -> Cycle {
        let start: Timestamp = "2026-03-06T18:00:00Z".parse().unwrap();
        let sample =
            |(minutes, used): &(i64, u64)| Sample { at: start + SignedDuration::from_mins(*minutes), used: *used };
        Cycle { samples: points.iter().map(sample).collect(), cut: false }
    }

    fn denver() -> TimeZone {
        TimeZone::get("America/Denver").unwrap()
    }

    #[test]
    fn the_curve_steps_from_one_reading_to_the_next() {
        let marks = [Megabytes::new(50), Megabytes::new(100)];
        let plot = plot(
            &cycle(&[(0, 0), (60, Megabytes::new(54).bytes()), (120, Megabytes::new(54).bytes())]),
            &marks,
            &TimeZone::UTC,
        )
        .unwrap();
        assert_eq!(plot.line, "M0 1000H500V501H1000");
        assert_eq!(plot.area, format!("{}V1000H0Z", plot.line));
        assert_eq!(plot.marks, [538, 75]);
        assert_eq!(plot.days.len(), 1);
    }

    #[test]
    fn one_reading_is_no_curve() {
        assert_eq!(plot(&cycle(&[(0, 5)]), &[], &TimeZone::UTC), None);
        assert_eq!(plot(&cycle(&[(0, 5), (0, 6)]), &[], &TimeZone::UTC), None);
    }

    #[test]
    fn days_are_the_readers_even_when_clocks_change() {
        // Denver's clocks went ahead on 8 March 2026.
        let days = plot(&cycle(&[(0, 0), (4 * 1_440, 9)]), &[], &denver()).unwrap().days;
        let named: Vec<String> = days.iter().map(|(_, day)| day.to_string()).collect();
        assert_eq!(named, ["2026-03-07", "2026-03-09"]);
        let used = by_day(&cycle(&[(0, 1), (300, 4), (1_440, 9)]), &denver());
        let used: Vec<_> = used.into_iter().map(|(day, all, on_it)| (day.to_string(), all, on_it)).collect();
        assert_eq!(used, [("2026-03-06".to_owned(), 4, Some(4)), ("2026-03-07".to_owned(), 9, Some(5))]);
    }

    #[test]
    fn what_was_used_before_the_first_sample_is_not_counted_for_its_day() {
        let cut = Cycle { cut: true, ..cycle(&[(0, 700), (1_440, 900)]) };
        let used: Vec<_> = by_day(&cut, &TimeZone::UTC).into_iter().map(|(_, _, on_it)| on_it).collect();
        assert_eq!(used, [None, Some(200)]);
    }

    #[test]
    fn labels_keep_their_order() {
        assert_eq!(apart(&[30, 28, 10], 15, 10, 190), [43, 28, 10]);
        assert_eq!(apart(&[185, 188, 190], 15, 10, 190), [160, 175, 190]);
        // The same height: the higher mark stands above.
        assert_eq!(apart(&[50, 50, 50], 15, 10, 190), [80, 65, 50]);
    }

    /// Every number of a path.
    fn numbers(path: &str) -> Vec<u32> {
        path.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(|n| n.parse().unwrap()).collect()
    }

    proptest! {
        #[test]
        fn nothing_leaves_the_picture(
            points in proptest::collection::vec((0i64..200_000, any::<u64>()), 0..60),
            marks in proptest::collection::vec(0u32..=u32::MAX, 0..4),
        ) {
            let mut at = 0;
            let points: Vec<_> = points.into_iter().map(|(gap, used)| { at += gap; (at, used) }).collect();
            let marks: Vec<_> = marks.into_iter().map(Megabytes::new).collect();
            for cycle in cycles(&cycle(&points).samples) {
                let days = by_day(&cycle, &denver());
                prop_assert!(days.windows(2).all(|pair| pair[0].0 < pair[1].0));
                let Some(plot) = plot(&cycle, &marks, &denver()) else { continue };
                prop_assert!(numbers(&plot.area).into_iter().chain(plot.marks).all(|n| n <= SIDE));
                let across: Vec<_> = plot.days.iter().map(|(x, _)| *x).collect();
                prop_assert!(!across.is_empty() && across.len() <= 4);
                prop_assert!(across.iter().all(|x| *x <= SIDE) && across.windows(2).all(|p| p[0] < p[1]), "{across:?}");
                prop_assert!(plot.line.matches('H').count() <= STEPS as usize + 1);
            }
        }

        #[test]
        fn labels_never_touch(wanted in proptest::collection::vec(0u32..5_000, 0..4)) {
            let placed = apart(&wanted, 15, 10, 190);
            let mut sorted = placed.clone();
            sorted.sort_unstable();
            prop_assert!(sorted.iter().all(|y| (10..=190).contains(y)));
            prop_assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 15), "{wanted:?} {placed:?}");
        }
    }
}
