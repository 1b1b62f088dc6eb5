//! Numbers brought over from a table: verdicts, refused rows, and the way of the good ones.

use std::time::{Duration, Instant};

use domain::{Fault, Fields, porting::PortState};
use services::{
    Error,
    port_ins::{
        self, BoardFilter,
        import::{self, Col, Counts},
    },
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::support::Portal;

const HEAD: &str = "number,account,carrier,account_number,pin,holder,street1,city,state,zip,email,person,package,sim";

/// A row of the Mensahs, whom Dana pays for at Verizon.
fn row(number: &str) -> String {
    format!(
        "{number},AID-mensah,Verizon,004651222-00001,012345,Dana Mensah,2701 N Thanksgiving Way,Lehi,UT,84043,\
         dana.mensah@example.com,,Family 10 GB,"
    )
}

impl Portal {
    /// A table with its columns named as they were guessed.
    async fn table(&self, table: &str) -> Result<Uuid, Error> {
        let id = import::upload(&self.db, &self.vault, &self.agent, "numbers.csv", table.as_bytes()).await?;
        self.map(id, |_| {}).await?;
        Ok(id)
    }

    async fn map(&self, id: Uuid, change: impl FnOnce(&mut Fields)) -> Result<(), Error> {
        let (import, _) = self.import(id).await;
        let mut fields = Fields::default();
        for (col, place) in import.places {
            fields.set(format!("col.{}", col.as_str()), place.map(|at| at.to_string()).unwrap_or_default());
        }
        change(&mut fields);
        import::map(&self.db, &self.vault, &self.agent, id, &fields).await
    }

    async fn import(&self, id: Uuid) -> (import::Import, Vec<import::ImportRow>) {
        let mut tx = self.db.begin(&self.agent).await.unwrap();
        import::get(&mut tx, &self.agent, id).await.unwrap()
    }

    async fn counts(&self, id: Uuid) -> Counts {
        self.import(id).await.0.counts
    }

    async fn problems(&self, id: Uuid) -> String {
        let mut tx = self.db.begin(&self.agent).await.unwrap();
        String::from_utf8(import::problems(&mut tx, &self.vault, &self.agent, id).await.unwrap()).unwrap()
    }

    /// Makes and sends everything there is.
    async fn run(&self) {
        loop {
            let mut more = false;
            while import::next(&self.db, &self.vault, "Acme Mobile", &self.urls).await.unwrap() {
                more = true;
            }
            self.settle().await;
            if !more {
                return;
            }
        }
    }

    async fn sealed_rows(&self) -> i64 {
        let mut tx = self.db.begin_all().await.unwrap();
        let sql = "select count(*) from port_import_rows where sealed is not null";
        sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap()
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn good_rows_go_out_and_bad_ones_come_back(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let table = [
        HEAD.to_owned(),
        row("(415) 555-0142"),
        row("415-555-0143").replace("dana.mensah@example.com,,", "yaa.mensah@example.com,Yaa Mensah,"),
        row("not a number"),
        row("+14155550142"),
        row("+18015550141"),
        row("4155550144").replace("AID-mensah", "Nobody").replace("84043", "8404"),
        row("4155550145").replace("AID-mensah", "mensah family").replace("004651222-00001", "=1+1"),
        row("4155550146").replace("dana.mensah@example.com", "chidi.okafor@example.com"),
        row("4155550147").replace("Family 10 GB", "Gigabytes for free").replace(",,G", ",Dana Mensah,G"),
    ]
    .join("\n");
    let id = portal.table(&table).await.unwrap();
    let (import, bad) = portal.import(id).await;
    assert_eq!(import.counts, Counts { all: 9, good: 2, bad: 7, made: 0 }, "{bad:#?}");
    for (line, words) in [
        (4, "Number: A US phone number has ten digits"),
        (5, "Number: This number is here twice"),
        (6, "Number: This number is already on a line with us"),
        (7, "Family (account id or name): No account has this id or name"),
        (7, "ZIP code: A ZIP code has five digits"),
        (8, "Account number there"),
        (9, "e-mail address: This e-mail address is already in use"),
        (10, "Plan (id or name): No plan on sale has this id or name"),
    ] {
        let row = bad.iter().find(|row| row.line == line).unwrap();
        assert!(row.problem.contains(words), "{line}: {}", row.problem);
    }
    assert!(!bad.iter().any(|row| row.problem.contains("004651222") || row.problem.contains("012345")));
    // Nothing of it was sent, nor is any secret in clear.
    portal.run().await;
    assert_eq!(portal.sandbox.calls("POST /v1.0/numbers/portin"), 0);

    let refused = import::start(&portal.db, &portal.agent, id, false).await;
    assert!(matches!(refused, Err(Error::Invalid(errors)) if errors.at("letters") == Some(&Fault::NotTicked)));
    import::start(&portal.db, &portal.agent, id, true).await.unwrap();
    assert!(matches!(import::start(&portal.db, &portal.agent, id, true).await, Err(Error::Stale)), "once");
    portal.run().await;
    assert_eq!(portal.counts(id).await, Counts { all: 9, good: 0, bad: 7, made: 2 });
    assert!(portal.import(id).await.0.finished_at.is_some());
    assert_eq!((portal.orders("+14155550142"), portal.orders("+14155550143")), (1, 1));
    let sent = portal.sandbox.with(|world| {
        let port = world.ports.iter().find(|p| p.number == "+14155550142").unwrap();
        (port.account_number.clone(), port.password.clone())
    });
    assert_eq!(sent, ("00465122200001".to_owned(), "012345".to_owned()), "leading zeros stay");

    let mut tx = portal.db.begin(&portal.agent).await.unwrap();
    let filter = BoardFilter { batch: Some(id), ..BoardFilter::default() };
    let (page, _) = port_ins::board(&mut tx, &portal.agent, &filter).await.unwrap();
    assert_eq!(page.rows.len(), 2, "the board of an import");
    let port = port_ins::get(&mut tx, &portal.agent, page.rows[0].id).await.unwrap();
    assert_eq!(port.state, PortState::WaitingCarrier);
    let signature = port.signature.unwrap();
    assert_eq!((signature.signer.as_str(), signature.how.as_str()), ("Dana Mensah", "paper"));
    let witness: String =
        sqlx::query_scalar("select distinct user_agent from port_signatures").fetch_one(&mut *tx).await.unwrap();
    assert_eq!(witness, "Signed letters are on file, declared by Kim Park");
    drop(tx);
    assert_eq!(portal.sealed_rows().await, 7, "what is made keeps nothing but its own secrets");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn refused_rows_are_mended_without_their_secrets(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let table = [
        format!("\u{feff}{HEAD},notes,=cmd"),
        row("+14155550142").replace("84043", "02134").replace("Family 10 GB", "none") + ",007,@SUM(A1)",
        row("4155550143") + ",00,",
    ]
    .join("\r\n");
    let id = portal.table(&table).await.unwrap();
    let problems = portal.problems(id).await;
    let mut reader = csv::Reader::from_reader(problems.trim_start_matches('\u{feff}').as_bytes());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(head[14..], ["notes", "'=cmd", "homeline_row", "problem"], "{head:?}");
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cells: Vec<&str> = rows[0].iter().collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (cells[0], cells[9], cells[14], cells[15]),
        ("'+14155550142", "02134", "007", "'@SUM(A1)"),
        "byte for byte"
    );
    assert_eq!((cells[3], cells[4]), ("", ""), "secrets do not come out");
    assert!(cells[17].starts_with("Plan"), "{}", cells[17]);

    // The plan is mended in the spreadsheet, and the table comes back.
    let mended = problems.replace(",none,", ",Family 10 GB,");
    let again = portal.table(&mended).await.unwrap();
    assert_eq!(
        portal.counts(again).await,
        Counts { all: 1, good: 1, bad: 0, made: 0 },
        "{:?}",
        portal.import(again).await.1
    );
    import::start(&portal.db, &portal.agent, again, true).await.unwrap();
    portal.run().await;
    let sent = portal.sandbox.with(|world| {
        let port = world.ports.iter().find(|p| p.number == "+14155550142").unwrap();
        (port.account_number.clone(), port.password.clone())
    });
    assert_eq!(sent, ("00465122200001".to_owned(), "012345".to_owned()));
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn columns_that_are_missing_are_asked_for(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let id = import::upload(&portal.db, &portal.vault, &portal.agent, "", b"number,what,zip\n1,2,3\n").await.unwrap();
    let Err(Error::Invalid(errors)) = portal.map(id, |_| {}).await else { panic!("taken") };
    for col in ["account", "carrier", "account_number", "holder", "street1", "city", "state", "package"] {
        assert_eq!(errors.at(&format!("col.{col}")), Some(&Fault::Missing), "{col}");
    }
    assert!(errors.at("col.number").is_none() && errors.at("col.sim").is_none());
    assert!(!portal.import(id).await.0.judged);
    let twice = portal.map(id, |fields| fields.set("col.account", "0")).await;
    assert!(
        matches!(twice, Err(Error::Invalid(errors)) if matches!(errors.at("col.account"), Some(Fault::Upstream { .. })))
    );
    let beyond = portal.map(id, |fields| fields.set("col.account", "9")).await;
    assert!(matches!(beyond, Err(Error::Invalid(errors)) if errors.at("col.account") == Some(&Fault::Choice)));
    import::discard(&portal.db, &portal.agent, id).await.unwrap();
    assert!(matches!(portal.map_gone(id).await, Err(Error::Stale)));
    assert_eq!(portal.sealed_rows().await, 0);
}

impl Portal {
    async fn map_gone(&self, id: Uuid) -> Result<(), Error> {
        import::map(&self.db, &self.vault, &self.agent, id, &Fields::default()).await
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn imports_are_staffs_alone(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let id = portal.table(&[HEAD, &row("4155550142")].join("\n")).await.unwrap();
    let dana = portal.manager("AID-mensah");
    let (db, vault) = (&portal.db, &portal.vault);
    assert!(matches!(import::upload(db, vault, &dana, "", b"a,b\n1,2").await, Err(Error::Forbidden)));
    assert!(matches!(import::start(db, &dana, id, true).await, Err(Error::Forbidden)));
    let mut tx = db.begin(&dana).await.unwrap();
    assert!(matches!(import::get(&mut tx, &dana, id).await, Err(Error::Forbidden)));
    let seen: i64 = sqlx::query_scalar("select count(*) from port_import_rows").fetch_one(&mut *tx).await.unwrap();
    assert_eq!(seen, 0, "nor by row-level security");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn one_letter_has_ten_numbers_and_a_number_taken_meanwhile_stays_out(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let rows: Vec<String> = (0..12).map(|i| row(&format!("41555502{i:02}"))).collect();
    let id = portal.table(&[HEAD.to_owned(), rows.join("\n")].join("\n")).await.unwrap();
    assert_eq!(portal.counts(id).await.good, 12);
    portal.port_in(crate::support::ports::Sent::new("+14155550211")).await;
    import::start(&portal.db, &portal.agent, id, true).await.unwrap();
    portal.run().await;
    assert_eq!(portal.counts(id).await, Counts { all: 12, good: 0, bad: 1, made: 11 });
    let (_, bad) = portal.import(id).await;
    assert!(bad[0].line == 13 && bad[0].problem.contains("already being brought over"), "{bad:?}");
    let mut tx = portal.db.begin_all().await.unwrap();
    let letters: Vec<i64> = sqlx::query_scalar(
        "select count(*) from port_import_rows where batch_id is not null group by batch_id order by 1",
    )
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    assert_eq!(letters, [1, 10]);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn ten_thousand_rows_are_judged_in_seconds(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let mut table = HEAD.to_owned();
    for i in 0..import::MOST_ROWS {
        table.push('\n');
        let carrier = ["Verizon", "AT&T", "T-Mobile", "Some Small Carrier"][i % 4];
        table.push_str(&row(&format!("415555{i:04}")).replace("Verizon", carrier).replace(",012345,", ",,"));
    }
    let began = Instant::now();
    let id = import::upload(&portal.db, &portal.vault, &portal.agent, "big.csv", table.as_bytes()).await.unwrap();
    let uploaded = began.elapsed();
    portal.map(id, |_| {}).await.unwrap();
    let judged = began.elapsed();
    println!("uploaded in {uploaded:?}, judged by {judged:?}");
    let counts = portal.counts(id).await;
    assert_eq!((counts.all, counts.good + counts.bad), (10_000, 10_000));
    assert!(judged < Duration::from_secs(25), "{judged:?}, in a build without optimisation");
    assert!(portal.problems(id).await.len() > 100_000);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn what_is_in_rows_is_forgotten_after_a_week(pool: PgPool) {
    let portal = Portal::start(pool).await;
    let id = portal.table(&[HEAD, &row("4155550142")].join("\n")).await.unwrap();
    assert_eq!(import::forget_old(&portal.db).await.unwrap(), 0);
    let mut tx = portal.db.begin_all().await.unwrap();
    sqlx::query("update port_imports set created_at = now() - interval '8 days'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(import::forget_old(&portal.db).await.unwrap(), 1);
    portal.map(id, |_| {}).await.unwrap();
    assert!(portal.import(id).await.1[0].problem.contains("Upload the table again"));
    assert!(Col::ALL.len() > 10);
}
