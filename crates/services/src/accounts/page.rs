//! A part of a long list.

/// Some rows, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// Which page, from 1; a page past the end is the last one.
    pub page: u32,
    /// Rows a page.
    pub per_page: u32,
    /// Rows in all.
    pub total: u64,
}

impl<T> Page<T> {
    /// An empty page near `wanted`, never past the end.
    pub(crate) fn near(wanted: u32, per_page: u32, total: i64) -> Self {
        let total = u64::try_from(total).unwrap_or(0);
        let last = total.div_ceil(u64::from(per_page.max(1))).max(1);
        let page = u64::from(wanted).clamp(1, last);
        Self { rows: Vec::new(), page: u32::try_from(page).unwrap_or(u32::MAX), per_page, total }
    }

    /// How many rows stand before it.
    pub(crate) fn offset(&self) -> i64 {
        i64::from(self.page.saturating_sub(1)) * i64::from(self.per_page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_past_the_end_is_the_last_one() {
        let page = Page::<()>::near(9, 25, 51);
        assert_eq!((page.page, page.offset(), page.total), (3, 50, 51));
        assert_eq!(Page::<()>::near(0, 25, 0).page, 1);
    }
}
