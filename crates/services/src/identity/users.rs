//! People who may sign in.

use domain::{Email, Fault, Lang, PersonName, Role};
use secrecy::SecretString;
use sqlx::{PgConnection, prelude::FromRow};
use uuid::Uuid;

use super::{Hasher, invitation::check_password};
use crate::{Actor, Db, Error, db::Tx};

/// A person who may sign in, as stored.
#[derive(Clone, Debug, FromRow)]
pub struct User {
    /// Our id.
    pub id: Uuid,
    /// Sign-in name.
    pub email: String,
    /// Name.
    pub name: String,
    role: String,
    /// Telegent's account of a family role.
    pub account_id: Option<String>,
    /// Telegent's subscriber of a family role.
    pub subscriber_id: Option<String>,
    language: String,
    pub(super) password_hash: Option<String>,
    pub(super) disabled: bool,
}

impl User {
    /// The role; `None` for one this version does not know.
    pub fn role(&self) -> Option<Role> {
        Role::parse(&self.role)
    }

    /// The language of pages and mail.
    pub fn language(&self) -> Lang {
        Lang::parse(&self.language).unwrap_or_default()
    }

    /// The person as one who asks; `None` for a role this version does not know.
    pub fn actor(self) -> Option<Actor> {
        let (role, language) = (self.role()?, self.language());
        let Self { id: user_id, name, email, account_id, subscriber_id, .. } = self;
        Some(Actor { user_id, name, email, role, account_id, subscriber_id, language })
    }
}

/// The person behind a session; `None` when they are gone or disabled.
///
/// # Errors
/// [`Error::Database`].
pub async fn actor(db: &Db, user_id: Uuid) -> Result<Option<Actor>, Error> {
    let user: Option<User> = sqlx::query_as(
        "select id, email, name, role, account_id, subscriber_id, language, password_hash, disabled_at is not null as disabled from users
         where id = $1 and disabled_at is null",
    )
    .bind(user_id)
    .fetch_optional(db.pool())
    .await?;
    Ok(user.and_then(User::actor))
}

/// The person with this id, disabled or not.
pub(super) async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<User>, Error> {
    let user = sqlx::query_as(
        "select id, email, name, role, account_id, subscriber_id, language, password_hash, disabled_at is not null as disabled from users
         where id = $1",
    );
    Ok(user.bind(id).fetch_optional(&mut **tx).await?)
}

/// The person with this address, disabled or not.
///
/// # Errors
/// [`Error::Database`].
pub async fn find_by_email(db: &mut PgConnection, email: &Email) -> Result<Option<User>, Error> {
    let user = sqlx::query_as(
        "select id, email, name, role, account_id, subscriber_id, language, password_hash, disabled_at is not null as disabled from users
         where email = $1",
    )
    .bind(email.as_str())
    .fetch_optional(db)
    .await?;
    Ok(user)
}

/// Whether somebody has this address already; the answer holds until the transaction ends only if somebody inserts
/// through it.
///
/// # Errors
/// [`Error::Database`].
pub async fn email_taken(tx: &mut Tx, email: &Email) -> Result<bool, Error> {
    Ok(find_by_email(tx, email).await?.is_some())
}

/// Creates an owner who can sign in at once.
///
/// # Errors
/// [`Error::Invalid`] at `email`, `name`, `password`; a taken address included.
pub async fn create_owner(
    db: &Db,
    hasher: &Hasher,
    email: &str,
    name: &str,
    password: SecretString,
) -> Result<Actor, Error> {
    create_user(db, hasher, email, name, password, Role::Owner, None).await
}

/// Creates a person who can sign in at once; family roles come with their account and subscriber id.
///
/// # Errors
/// As [`create_owner`].
pub async fn create_user(
    db: &Db,
    hasher: &Hasher,
    email: &str,
    name: &str,
    password: SecretString,
    role: Role,
    family: Option<(&str, &str)>,
) -> Result<Actor, Error> {
    let mut errors = domain::FieldErrors::default();
    let email = errors.take("email", Email::parse(email));
    let name = errors.take("name", PersonName::parse(name).map(|name| name.as_str().to_owned()));
    errors.take("password", check_password(&password));
    let (Some(email), Some(name)) = (email, name) else { return Err(Error::Invalid(errors)) };
    errors.into_result().map_err(Error::Invalid)?;
    let hash = hasher.hash(password).await?;
    let user = Uuid::now_v7();
    let (account_id, subscriber_id) = family.unzip();
    let done = sqlx::query(
        "insert into users (id, email, name, role, account_id, subscriber_id, password_hash)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (email) do nothing",
    )
    .bind(user)
    .bind(email.as_str())
    .bind(&name)
    .bind(role.as_str())
    .bind(account_id)
    .bind(subscriber_id)
    .bind(hash)
    .execute(db.pool())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::field("email", Fault::EmailTaken));
    }
    let (account_id, subscriber_id) = (account_id.map(str::to_owned), subscriber_id.map(str::to_owned));
    let email = email.as_str().to_owned();
    Ok(Actor { user_id: user, name, email, role, account_id, subscriber_id, language: Lang::default() })
}

/// Chooses the language of somebody's pages and mail.
///
/// # Errors
/// [`Error::Database`].
pub async fn set_language(db: &Db, user_id: Uuid, language: Lang) -> Result<(), Error> {
    sqlx::query("update users set language = $2 where id = $1")
        .bind(user_id)
        .bind(language.as_str())
        .execute(db.pool())
        .await?;
    Ok(())
}

/// Has a guardian look after somebody of the account.
///
/// # Errors
/// [`Error::Database`].
pub async fn assign_guardian(tx: &mut Tx, user: Uuid, account_id: &str, subscriber_id: &str) -> Result<(), Error> {
    sqlx::query(
        "insert into guardian_assignments (user_id, account_id, subscriber_id) values ($1, $2, $3) on conflict do nothing",
    )
    .bind(user)
    .bind(account_id)
    .bind(subscriber_id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
