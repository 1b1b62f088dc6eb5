//! Signs, drawn with one stroke weight and always beside a word.

use leptos::prelude::*;

/// The shapes inside a 24 × 24 view box. They stand in the page itself: a dozen of them compress to a few hundred
/// bytes, and none pops in late as a sprite's would. Only the ones an island uses reach the browser's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph(&'static str);

/// A sign. It is hidden from screen readers: the word beside it speaks.
#[component]
pub fn Icon(
    /// Which.
    glyph: Glyph,
    /// Its size and place.
    #[prop(default = "size-5")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg
            class=format!("shrink-0 {class}")
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.7"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=glyph.0
        ></svg>
    }
}

/// Every sign of the portal.
pub mod glyph {
    use super::Glyph;

    /// Families.
    pub const PEOPLE: Glyph = Glyph(
        r#"<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .8 3.2 2.7 3.5 5.5"/>"#,
    );
    /// One person.
    pub const PERSON: Glyph = Glyph(r#"<circle cx="12" cy="8" r="3.5"/><path d="M5 20c.6-4 3.3-6 7-6s6.4 2 7 6"/>"#);
    /// Something unfinished.
    pub const DRAFT: Glyph = Glyph(r#"<path d="M13 5H5v14h14v-8M10 14l.5-3L18 3.5l2.5 2.5L13 13.5z"/>"#);
    /// A SIM.
    pub const SIM: Glyph = Glyph(r#"<path d="M6 3h8l4 4v14H6zM9.5 11h5v6h-5z"/>"#);
    /// A product or package.
    pub const PACKAGE: Glyph = Glyph(r#"<path d="m12 3 8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9"/>"#);
    /// A route.
    pub const ROUTE: Glyph = Glyph(
        r#"<circle cx="6" cy="18" r="2.5"/><circle cx="18" cy="6" r="2.5"/><path d="M8.5 18H15a3.5 3.5 0 0 0 0-7H9a3.5 3.5 0 0 1 0-7h6.5"/>"#,
    );
    /// Texts.
    pub const MESSAGE: Glyph = Glyph(r#"<path d="M4 5h16v11H10l-4.5 4V16H4z"/>"#);
    /// Calls.
    pub const CALL: Glyph = Glyph(
        r#"<path d="M5 4h4l1.5 4.5L8 10.5a12 12 0 0 0 5.5 5.5l2-2.5L20 15v4a1.5 1.5 0 0 1-1.5 1.5C10.5 20 4 13.5 3.5 5.5A1.5 1.5 0 0 1 5 4z"/>"#,
    );
    /// Done, right.
    pub const CHECK: Glyph = Glyph(r#"<path d="m4.5 12.5 5 5 10-11"/>"#);
    /// Search.
    pub const SEARCH: Glyph = Glyph(r#"<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>"#);
    /// Add.
    pub const PLUS: Glyph = Glyph(r#"<path d="M12 5v14M5 12h14"/>"#);
    /// Take away, close.
    pub const CLOSE: Glyph = Glyph(r#"<path d="m6 6 12 12M18 6 6 18"/>"#);
    /// Not known yet.
    pub const QUESTION: Glyph = Glyph(
        r#"<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5v.2"/>"#,
    );
    /// Good to know.
    pub const INFO: Glyph = Glyph(r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 7.5v.3"/>"#);
    /// Wrong.
    pub const ALERT: Glyph = Glyph(r#"<path d="M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.3"/>"#);
    /// Waiting.
    pub const CLOCK: Glyph = Glyph(r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.3 2"/>"#);
    /// What happened.
    pub const LIST: Glyph = Glyph(r#"<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01"/>"#);
    /// Home.
    pub const HOME: Glyph = Glyph(r#"<path d="M3 10.5 12 3l9 7.5V20a1 1 0 0 1-1 1h-5v-6H9v6H4a1 1 0 0 1-1-1z"/>"#);
    /// A line.
    pub const PHONE: Glyph = Glyph(r#"<path d="M7 3h10v18H7zM11 18h2"/>"#);
    /// Locked, private.
    pub const LOCK: Glyph = Glyph(r#"<path d="M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3"/>"#);
    /// Protection.
    pub const SHIELD: Glyph = Glyph(r#"<path d="M12 3 5 5.5V11c0 4.8 2.8 8 7 10 4.2-2 7-5.2 7-10V5.5z"/>"#);
    /// Back.
    pub const BACK: Glyph = Glyph(r#"<path d="m14.5 5-7 7 7 7"/>"#);
    /// Onward.
    pub const NEXT: Glyph = Glyph(r#"<path d="m9.5 5 7 7-7 7"/>"#);
    /// Read again.
    pub const REFRESH: Glyph = Glyph(r#"<path d="M19.5 9A8 8 0 1 0 20 13.5M20 4v5h-5"/>"#);
    /// Leave.
    pub const SIGN_OUT: Glyph = Glyph(r#"<path d="M14 4H5v16h9M10 12h10M16.5 8.5 20 12l-3.5 3.5"/>"#);
    /// E-mail.
    pub const MAIL: Glyph = Glyph(r#"<path d="M3.5 5.5h17v13h-17zM4 6l8 7 8-7"/>"#);
    /// A code to scan.
    pub const QR: Glyph =
        Glyph(r#"<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM20 14v3M17 20h3M14 19v1"/>"#);
    /// Change one for another.
    pub const SWAP: Glyph = Glyph(r#"<path d="M4 8h14l-3.5-3.5M20 16H6l3.5 3.5"/>"#);
}
