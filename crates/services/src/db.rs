//! The database: a pool, and transactions that carry whose data they may see.

use std::time::Duration;

use sqlx::{
    Connection, PgPool, Postgres, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::{Actor, Error};

/// How long an idle connection is taken to be alive without asking it.
const TRUSTED: Duration = Duration::from_secs(1);

/// A transaction with its scope set.
pub type Tx = Transaction<'static, Postgres>;

/// Whose rows a transaction sees; row-level security enforces it a second time below every `where`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All accounts: staff and the portal's own jobs.
    All,
    /// One account.
    Account(String),
    /// No account: signed out.
    None,
}

/// The portal's database.
#[derive(Clone, Debug)]
pub struct Db {
    pool: PgPool,
}

impl Db {
    /// Connects and brings the schema up to date.
    ///
    /// # Errors
    /// When the database is out of reach or a migration fails.
    pub async fn connect(options: PgConnectOptions, connections: u32) -> Result<Self, Error> {
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            // Each use ends with a ping already; another one before it only where the connection may have died since.
            .test_before_acquire(false)
            .before_acquire(|connection, about| {
                Box::pin(async move {
                    if about.idle_for > TRUSTED {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(options)
            .await?;
        let db = Self::from_pool(pool);
        db.migrate().await?;
        Ok(db)
    }

    /// Over a pool whose schema is up to date, as tests have it.
    pub fn from_pool(pool: PgPool) -> Self {
        Self { pool }
    }

    /// Runs the migrations.
    ///
    /// # Errors
    /// When one fails.
    pub async fn migrate(&self) -> Result<(), Error> {
        MIGRATOR.run(&self.pool).await.map_err(|e| Error::Database(e.into()))
    }

    /// Whether row-level security holds for the role: not for a superuser, nor for one that may bypass it.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn keeps_families_apart(&self) -> Result<bool, Error> {
        let asked = "select not (rolsuper or rolbypassrls) from pg_roles where rolname = current_user";
        Ok(sqlx::query_scalar(asked).fetch_one(&self.pool).await?)
    }

    /// For tables without tenants (users, sessions, mail) and for `LISTEN`.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// A transaction that sees what the actor may see.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn begin(&self, actor: &Actor) -> Result<Tx, Error> {
        self.begin_as(&actor.scope()).await
    }

    /// A transaction of the portal's own jobs.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn begin_all(&self) -> Result<Tx, Error> {
        self.begin_as(&Scope::All).await
    }

    /// A transaction with this scope.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn begin_as(&self, scope: &Scope) -> Result<Tx, Error> {
        let mut tx = self.pool.begin().await?;
        let (scope, account) = match scope {
            Scope::All => ("all", ""),
            Scope::Account(account) => ("account", account.as_str()),
            Scope::None => ("none", ""),
        };
        sqlx::query("select set_config('homeline.scope', $1, true), set_config('homeline.account', $2, true)")
            .bind(scope)
            .bind(account)
            .execute(&mut *tx)
            .await?;
        Ok(tx)
    }
}

/// The migrations, for `#[sqlx::test]` and [`Db::migrate`].
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");
