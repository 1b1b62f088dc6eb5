//! Leafing through a list.

use leptos::prelude::*;

use super::{ButtonSize, Icon, LinkButton, glyph};
use crate::language::lang;

/// "26–50 of 132" with a way to the page before and after. Shows nothing when all fits on one page.
#[component]
pub fn Pagination(
    /// The page shown, from 1.
    page: u32,
    /// Rows a page.
    per_page: u32,
    /// Rows in all.
    total: u64,
    /// The address of a page.
    href: fn(&str, u32) -> String,
    /// Handed to `href` as it is, such as the search.
    #[prop(optional, into)]
    query: String,
) -> impl IntoView {
    let lang = lang();
    let per = u64::from(per_page.max(1));
    let first = u64::from(page.saturating_sub(1)) * per + 1;
    let last = (first + per - 1).min(total);
    let previous = (page > 1).then(|| href(&query, page - 1));
    let next = (last < total).then(|| href(&query, page + 1));
    (total > per).then(|| {
        view! {
            <nav class="mt-4 flex items-center justify-between gap-3 text-sm" aria-label=lang.pick("Pages", "Páginas")>
                <p class="num text-base-content/70">{format!("{first}–{last} {} {total}", lang.pick("of", "de"))}</p>
                <div class="flex gap-2">
                    {previous
                        .map(|href| {
                            view! {
                                <LinkButton href=href size=ButtonSize::Small>
                                    <Icon glyph=glyph::BACK class="size-4" />
                                    {lang.pick("Back", "Atrás")}
                                </LinkButton>
                            }
                        })}
                    {next
                        .map(|href| {
                            view! {
                                <LinkButton href=href size=ButtonSize::Small>
                                    {lang.pick("Next", "Siguiente")}
                                    <Icon glyph=glyph::NEXT class="size-4" />
                                </LinkButton>
                            }
                        })}
                </div>
            </nav>
        }
    })
}
