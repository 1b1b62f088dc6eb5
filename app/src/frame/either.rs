//! Pages that staff and families share.

use std::future::Future;

use leptos::prelude::*;

use super::{FamilyFrame, FamilyPlace, FlashToast, StaffFrame, StaffPlace, staff::count_waiting};
use crate::{
    areas::errors::ErrorView,
    context,
    error::{AppError, ErrorKind},
    flash,
    page::page,
};

/// Loads a page and shows it in the frame of who asks, or what went wrong, with the status that says so.
pub fn either_page<V>(
    staff: StaffPlace,
    family: FamilyPlace,
    load: impl Future<Output = Result<V, AppError>> + Send + 'static,
) -> impl IntoView
where
    V: IntoView + 'static,
{
    page(async move {
        let actor = context::actor()?;
        let body = match load.await {
            Ok(view) => view.into_any(),
            // Leads to the sign-in form.
            Err(error) if error.kind == ErrorKind::SignedOut => return Err(error),
            Err(error) => view! { <ErrorView kind=error.kind request_id=error.request_id /> }.into_any(),
        };
        let toast = flash::take().await?.toast;
        let inside = view! {
            <FlashToast toast />
            {body}
        };
        if actor.role.is_staff() {
            count_waiting(&actor).await;
        }
        Ok(if actor.role.is_staff() {
            view! { <StaffFrame place=staff>{inside}</StaffFrame> }.into_any()
        } else {
            view! { <FamilyFrame place=family>{inside}</FamilyFrame> }.into_any()
        })
    })
}
