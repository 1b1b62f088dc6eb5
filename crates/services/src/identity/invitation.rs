//! Invitations: a single-use link that lets a person choose their password.

use domain::{Email, Fault, FieldErrors, Lang, Role};
use rand::RngCore;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use url::Url;
use uuid::Uuid;

use super::{
    Hasher, sessions,
    throttle::{self, Key},
    users::{self, User},
};
use crate::{
    Actor, Db, Error,
    db::Tx,
    mail::{self, Brand, templates},
};

/// Days a link works.
pub const INVITATION_DAYS: u16 = 7;
/// Fewest characters of a password.
pub const MIN_PASSWORD: u16 = 12;
/// Most characters of a password.
const MAX_PASSWORD: u16 = 256;

/// Who is invited to which family, as what, and by whom.
#[derive(Clone, Debug)]
pub struct Invite<'a> {
    /// Address; the sign-in name.
    pub email: &'a Email,
    /// Name.
    pub name: &'a str,
    /// A role of a family.
    pub role: Role,
    /// Telegent's account.
    pub account_id: &'a str,
    /// Telegent's subscriber; nobody's who looks after others without a line.
    pub subscriber_id: Option<&'a str>,
    /// The language of the mail, until the person chooses another one.
    pub language: Lang,
    /// Name of the person who invites, for the mail.
    pub inviter: &'a str,
}

/// An open invitation, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
}

/// Creates the person, a link, and the mail that carries it, in the caller's transaction. Once per address: a person
/// who is there already gets a new link only while they have no password and no link that works. Answers the user id.
///
/// # Errors
/// [`Fault::EmailTaken`] at `email` when the address is a staff member's or another family's.
pub async fn invite(tx: &mut Tx, invite: &Invite<'_>, public_url: &Url, brand: &Brand) -> Result<Uuid, Error> {
    sqlx::query(
        "insert into users (id, email, name, role, account_id, subscriber_id, language)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (email) do nothing",
    )
    .bind(Uuid::now_v7())
    .bind(invite.email.as_str())
    .bind(invite.name)
    .bind(invite.role.as_str())
    .bind(invite.account_id)
    .bind(invite.subscriber_id)
    .bind(invite.language.as_str())
    .execute(&mut **tx)
    .await?;
    let user = users::find_by_email(tx, invite.email).await?.ok_or(Error::NotFound)?;
    if user.account_id.as_deref() != Some(invite.account_id) {
        return Err(Error::field("email", Fault::EmailTaken));
    }
    let open: bool = sqlx::query_scalar(
        "select exists (select 1 from invitations where user_id = $1 and used_at is null and expires_at > now())",
    )
    .bind(user.id)
    .fetch_one(&mut **tx)
    .await?;
    if user.password_hash.is_none() && !open {
        issue(tx, &user, invite.inviter, public_url, brand).await?;
    }
    Ok(user.id)
}

/// Mails a person who has chosen no password yet another link; the ones before it stop working. Does nothing for who has a
/// password.
///
/// # Errors
/// [`Error::Database`].
pub async fn send_again(tx: &mut Tx, user: Uuid, inviter: &str, public_url: &Url, brand: &Brand) -> Result<(), Error> {
    let Some(user) = users::find(tx, user).await? else { return Ok(()) };
    if user.password_hash.is_none() && !user.disabled {
        void(tx, user.id).await?;
        issue(tx, &user, inviter, public_url, brand).await?;
    }
    Ok(())
}

/// Ends the links of a person that were not used.
pub(crate) async fn void(tx: &mut Tx, user: Uuid) -> Result<(), Error> {
    sqlx::query("update invitations set used_at = now() where user_id = $1 and used_at is null")
        .bind(user)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Notes that somebody asks for a new link. [`renew_due`] looks at it later, so that neither the answer nor how long it
/// takes says whether the address is known.
///
/// # Errors
/// [`Error::Throttled`] when one address asks too often.
pub async fn renew_invitation(db: &Db, email: &str, client_addr: &str) -> Result<(), Error> {
    throttle::count(db, &[Key::Mail(client_addr)]).await?;
    let Ok(email) = Email::parse(email) else { return Ok(()) };
    sqlx::query("insert into invitation_requests (email) values ($1) on conflict do nothing")
        .bind(email.as_str())
        .execute(db.pool())
        .await?;
    Ok(())
}

/// Mails a new link to whoever asked for one, was invited and has no password yet, at most every ten minutes to the same
/// person. Does nothing for anybody else.
///
/// # Errors
/// [`Error::Database`].
pub async fn renew_due(db: &Db, public_url: &Url, brand: &Brand) -> Result<(), Error> {
    loop {
        let mut tx = db.pool().begin().await?;
        let asked: Option<String> = sqlx::query_scalar(
            "delete from invitation_requests where email = (
               select email from invitation_requests order by asked_at limit 1 for update skip locked
             ) returning email",
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(asked) = asked else { return Ok(()) };
        let known = match Email::parse(&asked) {
            Ok(email) => users::find_by_email(&mut tx, &email).await?,
            Err(_) => None,
        };
        if let Some(user) = known.filter(|user| user.password_hash.is_none() && !user.disabled) {
            let recent: bool = sqlx::query_scalar(
                "select exists (select 1 from invitations where user_id = $1 and created_at > now() - interval '10 minutes')",
            )
            .bind(user.id)
            .fetch_one(&mut *tx)
            .await?;
            if !recent {
                issue(&mut tx, &user, &brand.operator, public_url, brand).await?;
            }
        }
        tx.commit().await?;
    }
}

/// Whose invitation a link is.
///
/// # Errors
/// [`Error::Expired`] for a link that is unknown, used up or too old.
pub async fn invitation(db: &Db, token: &str) -> Result<Invitation, Error> {
    let row: Option<(String, String)> = sqlx::query_as(
        "select u.name, u.email from invitations i join users u on u.id = i.user_id
         where i.token_hash = $1 and i.used_at is null and i.expires_at > now() and u.disabled_at is null",
    )
    .bind(hash_of(token))
    .fetch_optional(db.pool())
    .await?;
    row.map(|(name, email)| Invitation { name, email }).ok_or(Error::Expired)
}

/// Sets the password of an invited person. Spends the link and every other link of theirs, and ends their sessions.
///
/// # Errors
/// [`Error::Invalid`] at `password` or `repeat`; [`Error::Expired`] as [`invitation`].
pub async fn accept_invitation(
    db: &Db,
    hasher: &Hasher,
    token: &str,
    password: SecretString,
    repeat: SecretString,
) -> Result<Actor, Error> {
    // A dead link is said before a bad password is.
    invitation(db, token).await?;
    let mut errors = FieldErrors::default();
    errors.take("password", check_password(&password));
    if errors.is_empty() && password.expose_secret() != repeat.expose_secret() {
        errors.add("repeat", Fault::PasswordDiffers);
    }
    errors.into_result().map_err(Error::Invalid)?;
    let hash = hasher.hash(password).await?;

    let mut tx = db.pool().begin().await?;
    // Two tabs: only one of them finds the link unused.
    let user_id: Option<Uuid> = sqlx::query_scalar(
        "update invitations set used_at = now()
         where token_hash = $1 and used_at is null and expires_at > now() returning user_id",
    )
    .bind(hash_of(token))
    .fetch_optional(&mut *tx)
    .await?;
    let user_id = user_id.ok_or(Error::Expired)?;
    sqlx::query("update invitations set used_at = now() where user_id = $1 and used_at is null")
        .bind(user_id)
        .execute(&mut *tx)
        .await?;
    sqlx::query("update users set password_hash = $2 where id = $1").bind(user_id).bind(hash).execute(&mut *tx).await?;
    tx.commit().await?;
    sessions::delete_for_user(db, user_id).await?;
    tracing::info!(user = %user_id, "invitation accepted");
    users::actor(db, user_id).await?.ok_or(Error::Expired)
}

/// A new link and its mail.
async fn issue(
    db: &mut PgConnection,
    user: &User,
    inviter: &str,
    public_url: &Url,
    brand: &Brand,
) -> Result<(), Error> {
    let email = Email::parse(&user.email).map_err(|_| anyhow::anyhow!("stored address is none"))?;
    let mut token = [0; 32];
    rand::rng().fill_bytes(&mut token);
    let token = hex::encode(token);
    sqlx::query(
        "insert into invitations (token_hash, user_id, expires_at) values ($1, $2, now() + interval '1 day' * $3)",
    )
    .bind(hash_of(&token))
    .bind(user.id)
    .bind(i32::from(INVITATION_DAYS))
    .execute(&mut *db)
    .await?;
    let link = public_url.join(&format!("/invitation/{token}")).map_err(|e| anyhow::anyhow!("public URL: {e}"))?;
    let (lang, role) = (user.language(), user.role().unwrap_or(Role::Member));
    let letter = templates::invitation(brand, lang, role, &email, &user.name, inviter, &link, INVITATION_DAYS);
    mail::queue(db, &letter).await?;
    Ok(())
}

fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Whether a password is long enough and not longer than can be hashed.
pub(super) fn check_password(password: &SecretString) -> Result<(), Fault> {
    match password.expose_secret().chars().count() {
        0 => Err(Fault::Missing),
        n if n < usize::from(MIN_PASSWORD) => Err(Fault::PasswordShort { min: MIN_PASSWORD }),
        n if n > usize::from(MAX_PASSWORD) => Err(Fault::TooLong { max: MAX_PASSWORD }),
        _ => Ok(()),
    }
}
