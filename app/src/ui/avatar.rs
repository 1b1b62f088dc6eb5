//! A picture for a person without one.

use domain::person::initials;
use leptos::prelude::*;

/// How big.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// In a row.
    #[default]
    Normal,
    /// In a header or dense list.
    Small,
    /// On a card or page head.
    Large,
}

/// The initials in a circle. The same person has the same colour everywhere; the name stands beside it.
#[component]
pub fn Avatar(
    /// Whose.
    #[prop(into)]
    name: String,
    /// How big.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    const GROUNDS: [&str; 5] = [
        "bg-secondary text-secondary-content",
        "bg-accent text-accent-content",
        "bg-neutral text-neutral-content",
        "bg-primary text-primary-content",
        "bg-info text-info-content",
    ];
    // FNV-1a: stable across releases, unlike the standard library's hasher.
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let ground = GROUNDS.get(hash as usize % GROUNDS.len()).copied().unwrap_or_default();
    let size = match size {
        AvatarSize::Small => "size-8 text-xs",
        AvatarSize::Normal => "size-9 text-sm",
        AvatarSize::Large => "size-11",
    };
    view! {
        <span class=format!("grid shrink-0 place-items-center rounded-full font-medium {size} {ground}") aria-hidden="true">
            {initials(&name)}
        </span>
    }
}
