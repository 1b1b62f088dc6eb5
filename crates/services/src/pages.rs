//! Reading lists that come in pages.

/// Keeps count of the pages of a list, to know where it ends.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    seen: i64,
    first: Option<String>,
}

impl Pages {
    /// Whether there may be a page after this one: it had rows, not all of `total` were seen, and it is not the page
    /// before once more. `first` is the id of its first row. Telegent need not say a total.
    pub(crate) fn more(&mut self, rows: usize, first: Option<&str>, total: Option<i64>) -> bool {
        self.seen += i64::try_from(rows).unwrap_or(i64::MAX);
        let again = self.first.as_deref() == first;
        self.first = first.map(str::to_owned);
        rows > 0 && !again && total.is_none_or(|total| self.seen < total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_when_all_was_seen() {
        let mut pages = Pages::default();
        assert!(pages.more(2, Some("a"), Some(3)));
        assert!(!pages.more(1, Some("c"), Some(3)));
    }

    #[test]
    fn without_a_total_it_ends_with_an_empty_page_or_the_same_one() {
        let mut pages = Pages::default();
        assert!(pages.more(2, Some("a"), None));
        assert!(pages.more(2, Some("c"), None));
        assert!(!pages.more(0, None, None));
        let mut stuck = Pages::default();
        assert!(stuck.more(2, Some("a"), None));
        assert!(!stuck.more(2, Some("a"), None));
    }
}
