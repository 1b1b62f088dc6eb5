//! The form of what a family wants for a person.

use domain::guardian::settings_fields;
use leptos::prelude::*;
use services::guardian::{Always, Page};

use super::{
    calls_card::{CallsCard, NotifyCard},
    contacts_card::ContactsCard,
    form,
    islands::SaveBar,
    texts_card::TextsCard,
};
use crate::forms::{ErrorSummary, FormState};

/// What has the focus is never under the bar at the foot.
const CLASS: &str = "mt-6 [&_a]:scroll-mb-24 [&_input]:scroll-mb-24 [&_summary]:scroll-mb-24 [&_textarea]:scroll-mb-24";

/// Texts, calls, people and who is told, with the bar that saves. What was typed and not saved stands in place of what is.
#[component]
pub(super) fn SettingsForm(
    /// The person.
    page: Page,
    /// Those of the family who can never be blocked.
    always: Vec<Always>,
    /// What was typed and refused, or overtaken; empty when nothing was.
    typed: FormState,
) -> impl IntoView {
    let Page { subscriber_id: subscriber, settings, floor, levels, version, may_edit, .. } = page;
    let is_typed = !typed.fields().0.is_empty();
    let form = match is_typed {
        true => typed,
        false => FormState::new(settings_fields(&settings, &levels), typed.errors().clone()),
    };
    let bar = may_edit.then(|| {
        view! { <SaveBar subscriber=subscriber.clone() levels=levels.clone() typed=is_typed /> }
    });
    view! {
        <form method="post" action="/do/save-guardian" id=form::ID novalidate=true autocomplete="off" class=CLASS>
            <ErrorSummary form=form.clone() />
            <input type="hidden" name="subscriber" value=subscriber.clone() />
            <input type="hidden" name="version" value=version.to_string() />
            // Phones read texts, calls, people; wide screens have the people beside the other two.
            <div class="grid gap-4 md:grid-cols-2 md:gap-6">
                <div class="min-w-0 space-y-4 md:space-y-6">
                    <TextsCard form=form.clone() levels />
                    <CallsCard form=form.clone() />
                </div>
                <div class="min-w-0 space-y-4 md:space-y-6">
                    <ContactsCard subscriber contacts=settings.contacts always care=floor.care_line.is_some() />
                    <NotifyCard form />
                </div>
            </div>
            {bar}
        </form>
    }
}
