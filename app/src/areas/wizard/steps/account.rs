//! Name and addresses.

use domain::Address;
use leptos::prelude::*;

use crate::{
    forms::{Checkbox, Field, FormState, Select, state_choices},
    ui::Card,
};

/// The step's fields.
#[component]
pub fn AccountFields(
    /// What was typed.
    form: FormState,
) -> impl IntoView {
    let (name, same) = (form.at("account.name"), form.at("mailing.same"));
    let billing = form.clone();
    let focus = form.errors().is_empty();
    view! {
        <Card title="Family">
            <Field at=name label="Family name" hint="As it stands on bills: Mensah" maxlength=80 focus/>
        </Card>
        <Card title="Billing address">
            <AddressFields form=billing prefix="billing"/>
        </Card>
        <Card title="Mailing address" class="group/mailing">
            <Checkbox at=same label="The same as the billing address"/>
            <div class="mt-3 group-has-[input[type=checkbox]:checked]/mailing:hidden">
                <AddressFields form prefix="mailing"/>
            </div>
        </Card>
    }
}

#[component]
fn AddressFields(
    /// What was typed.
    form: FormState,
    /// `billing` or `mailing`.
    prefix: &'static str,
) -> impl IntoView {
    let [street1, street2, city, state, zip] = Address::FIELDS.map(|field| form.at(format!("{prefix}.{field}")));
    view! {
        <div class="grid gap-4 sm:grid-cols-6">
            <div class="sm:col-span-4"><Field at=street1 label="Street" maxlength=100/></div>
            <div class="sm:col-span-2"><Field at=street2 label="Apartment or suite" optional=true maxlength=100/></div>
            <div class="sm:col-span-3"><Field at=city label="City" maxlength=60/></div>
            <div class="sm:col-span-2"><Select at=state label="State" choices=state_choices() prompt="Choose"/></div>
            <div class="sm:col-span-1"><Field at=zip label="ZIP code" inputmode="numeric" num=true maxlength=10/></div>
        </div>
    }
}
