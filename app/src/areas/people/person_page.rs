//! `/people/{user}`: what one person may do.

use domain::{Lang, person::first_name};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::people::{self, Access, Family, Person};
use uuid::Uuid;

use super::{
    invite_card::to_look_after,
    matrix::Matrix,
    parts::{LooksAfter, RoleCards, Standing},
};
use crate::{
    context,
    error::{AppError, ErrorKind},
    flash,
    forms::{ErrorSummary, FormState},
    frame::{FamilyPlace, FlashToast, StaffPlace, either_page},
    paths,
    ui::{Alert, Avatar, AvatarSize, Button, Card, ConfirmDialog, Look, PageHeader, Tone},
};

/// The page.
#[component]
pub fn PersonPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    either_page(StaffPlace::Accounts, FamilyPlace::Inside, async move {
        let (actor, lang) = (context::actor()?, context::lang());
        let user = params.get("user").and_then(|raw| Uuid::parse_str(&raw).ok());
        let user = user.ok_or_else(|| AppError::new(ErrorKind::NotFound))?;
        let mut tx = context::state().db.begin(&actor).await?;
        let person = people::person(&mut tx, &actor, user).await?;
        let family = people::family(&mut tx, &actor, Some(&person.account_id)).await?;
        drop(tx);
        let flash = flash::take().await?;
        let form = FormState::new(flash.fields, flash.errors);
        let list = if actor.role.is_staff() { paths::account_people(&person.account_id) } else { paths::people() };
        let (avatar, standing, me) = (person.name.clone(), person.clone(), user == actor.user_id);
        let body = if me {
            let words = lang.pick(
                "This is you. Another account manager can change your access.",
                "Eres tú. Otro titular de la cuenta puede cambiar tu acceso.",
            );
            view! { <Alert tone=Tone::Info>{words}</Alert> }.into_any()
        } else if person.has_access() {
            view! { <Cards person=person.clone() family form user /> }.into_any()
        } else {
            let words = lang.pick(
                "This person has no access. You can invite them again from the list.",
                "Esta persona no tiene acceso. Puedes invitarla otra vez desde la lista.",
            );
            view! { <Alert tone=Tone::Info>{words}</Alert> }.into_any()
        };
        Ok(view! {
            <FlashToast toast=flash.toast />
            <PageHeader
                title=person.name.clone()
                back=(list, lang.pick("People", "Personas").to_owned())
                before=move || view! { <Avatar name=avatar.clone() size=AvatarSize::Large /> }
                below=move || {
                    let person = standing.clone();
                    view! {
                        <p class="mt-1 mb-2 wrap-anywhere text-base-content/70">{person.email.clone()}</p>
                        <Standing person me />
                    }
                }
            />
            <div class="mt-5 space-y-4">{body} <Matrix /></div>
        })
    })
}

/// Role, link, and the way out.
#[component]
fn Cards(person: Person, family: Family, form: FormState, user: Uuid) -> impl IntoView {
    let lang = context::lang();
    let first = first_name(&person.name).to_owned();
    let role = person.role.map_or("", domain::Role::as_str);
    let people = to_look_after(&family, person.subscriber_id.as_deref());
    let invited = matches!(person.access, Access::Invited { .. });
    let title = match lang {
        Lang::En => format!("What {first} may do"),
        Lang::Es => format!("Qué puede hacer {first}"),
    };
    let question = match lang {
        Lang::En => format!("Remove {}’s access?", person.name),
        Lang::Es => format!("¿Quitar el acceso de {}?", person.name),
    };
    view! {
        <Card title id="role-card">
            <form method="post" action=paths::do_change_person() class="flex flex-col gap-4" novalidate=true>
                <input type="hidden" name="user" value=user.to_string() />
                <ErrorSummary form=form.clone() />
                <RoleCards at=form.at_or("role", role) />
                <LooksAfter form=form.clone() people chosen=person.looks_after.clone() />
                <Button look=Look::Primary wide=true>{lang.pick("Save role", "Guardar rol")}</Button>
            </form>
        </Card>
        {invited.then(|| view! { <SendAgain user /> })}
        <Card title=lang.pick("Remove access", "Quitar acceso") id="remove">
            <p class="text-sm">
                {lang
                    .pick(
                        "They are signed out everywhere and get no more mail from here. Their line stays as it is.",
                        "Se cierra su sesión en todas partes y no recibe más correos de aquí. Su línea sigue como está.",
                    )}
            </p>
            <div>
                <ConfirmDialog
                    id="remove-person"
                    opener=lang.pick("Remove access", "Quitar acceso")
                    opener_look=Look::Danger
                    title=question
                    action=paths::do_remove_person()
                    verb=lang.pick("Remove", "Quitar")
                >
                    <input type="hidden" name="user" value=user.to_string() />
                    <p>
                        {lang
                            .pick(
                                "With their next click they are signed out. You can invite them again later; they then choose a new \
                                 password.",
                                "Con el próximo clic se cierra su sesión. Puedes invitarla otra vez después; entonces elige una \
                                 contraseña nueva.",
                            )}
                    </p>
                </ConfirmDialog>
            </div>
        </Card>
    }
}

#[component]
fn SendAgain(user: Uuid) -> impl IntoView {
    let lang = context::lang();
    view! {
        <Card title=lang.pick("Invitation", "Invitación") id="invitation">
            <p class="text-sm">
                {lang
                    .pick(
                        "The link in the mail was not used yet. You can send another one; the old one then stops working.",
                        "El enlace del correo aún no se usa. Puedes enviar otro; el anterior deja de funcionar.",
                    )}
            </p>
            <form method="post" action=paths::do_send_invitation()>
                <input type="hidden" name="user" value=user.to_string() />
                <Button>{lang.pick("Send the invitation again", "Enviar la invitación otra vez")}</Button>
            </form>
        </Card>
    }
}
