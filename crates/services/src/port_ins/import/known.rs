//! What a table's rows are held against, read for all of them at once.

use std::collections::{HashMap, HashSet};

use domain::{
    E164, Iccid,
    porting::{CarrierHint, Hints, NumberKind},
    wizard::{KnownPerson, Offer, Package, PortingOffer, Route, RouteOrder},
};
use sqlx::{Row as _, types::Json};

use super::{Col, Mapping, Row};
use crate::{Error, db::Tx, projection, wizard};

/// A family.
pub(super) struct Family {
    pub(super) id: String,
    name: String,
    /// Where emergency services go.
    pub(super) address: Option<domain::PlainAddress>,
    people: Vec<KnownPerson>,
    routes: [Option<Route>; 2],
}

impl Family {
    /// Its routes of texts and calls; what it has not is made.
    pub(super) fn routes(&self) -> [RouteOrder; 2] {
        let order = |route: &Option<Route>| match route {
            Some(Route { id, name }) => RouteOrder::Use { id: id.clone(), name: name.clone() },
            None => RouteOrder::Make,
        };
        [order(&self.routes[0]), order(&self.routes[1])]
    }

    /// Somebody of it by e-mail address.
    pub(super) fn by_email(&self, email: &str) -> Option<&KnownPerson> {
        self.people.iter().find(|person| person.email.eq_ignore_ascii_case(email))
    }

    /// Those of it with a name.
    pub(super) fn by_name(&self, name: &str) -> Vec<&KnownPerson> {
        let name = name.to_lowercase();
        self.people.iter().filter(|person| person.name.to_lowercase() == name).collect()
    }
}

/// Everything rows may name.
pub(super) struct Known {
    families: Vec<Family>,
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    packages: Vec<Package>,
    hints: Hints,
    found: HashMap<(String, NumberKind), CarrierHint>,
    /// Numbers that are here, and whether they are still on their way.
    pub(super) here: HashMap<String, bool>,
    /// Cards in use.
    pub(super) cards: HashSet<String>,
    /// E-mail addresses that somebody has, in small letters.
    pub(super) emails: HashSet<String>,
    /// Today where carriers are.
    pub(super) today: jiff::civil::Date,
}

impl Known {
    /// Reads what these rows name.
    pub(super) async fn read(tx: &mut Tx, mapping: &Mapping, rows: &[Row]) -> Result<Self, Error> {
        let named =
            |col: Col| rows.iter().map(move |row| mapping.cell(&row.cells, col)).filter(|cell| !cell.is_empty());
        let mut known = Self {
            families: Vec::new(),
            by_id: HashMap::new(),
            by_name: HashMap::new(),
            packages: projection::offer(tx, None).await?.packages,
            hints: wizard::porting::hints(tx).await?,
            found: HashMap::new(),
            here: HashMap::new(),
            cards: HashSet::new(),
            emails: HashSet::new(),
            today: wizard::today(),
        };
        known.read_families(tx, named(Col::Account).map(str::to_owned).collect()).await?;
        let numbers: Vec<String> = named(Col::Number)
            .filter_map(|raw| E164::parse(raw).ok())
            .map(|number| number.as_str().to_owned())
            .collect();
        let here = sqlx::query(
            "select n.number, s.port_in is not null as in_flight from unnest($1::text[]) as n(number)
             cross join lateral number_standing(n.number) s",
        );
        for row in here.bind(&numbers).fetch_all(&mut **tx).await? {
            known.here.insert(row.try_get("number")?, row.try_get("in_flight")?);
        }
        let cards: Vec<String> =
            named(Col::Sim).filter_map(|raw| Iccid::parse(raw).ok()).map(|card| card.as_str().to_owned()).collect();
        let used = sqlx::query_scalar("select c from unnest($1::text[]) as u(c) where card_in_use(c)");
        known.cards = used.bind(&cards).fetch_all(&mut **tx).await?.into_iter().collect();
        let emails: Vec<String> = named(Col::Email).map(str::to_lowercase).collect();
        let taken = sqlx::query_scalar(
            "select lower(email) from subscribers where lower(email) = any($1) union select email from users where email = any($1)",
        );
        known.emails = taken.bind(&emails).fetch_all(&mut **tx).await?.into_iter().collect();
        Ok(known)
    }

    async fn read_families(&mut self, tx: &mut Tx, named: Vec<String>) -> Result<(), Error> {
        let small: Vec<String> = named.iter().map(|name| name.to_lowercase()).collect();
        let rows = sqlx::query(
            "select account_id, name, billing from accounts where account_id = any($1) or lower(name) = any($2)",
        )
        .bind(&named)
        .bind(&small)
        .fetch_all(&mut **tx)
        .await?;
        for (at, row) in rows.iter().enumerate() {
            let (id, name): (String, String) = (row.try_get("account_id")?, row.try_get("name")?);
            let address: Option<Json<domain::PlainAddress>> = row.try_get("billing").unwrap_or_default();
            self.by_id.insert(id.clone(), at);
            self.by_name.entry(name.to_lowercase()).or_default().push(at);
            let address = address.map(|address| address.0);
            self.families.push(Family { id, name, address, people: Vec::new(), routes: [None, None] });
        }
        let ids: Vec<&str> = self.families.iter().map(|family| family.id.as_str()).collect();
        let people =
            sqlx::query("select subscriber_id, account_id, name, email from subscribers where account_id = any($1)")
                .bind(&ids)
                .fetch_all(&mut **tx)
                .await?;
        let routes = sqlx::query(
            "select route_id, account_id, kind, name from routes where account_id = any($1) order by read_at, name",
        )
        .bind(&ids)
        .fetch_all(&mut **tx)
        .await?;
        for row in &people {
            if let Some(family) = self.family_of(row.try_get("account_id")?) {
                let (id, name, email) = (row.try_get("subscriber_id")?, row.try_get("name")?, row.try_get("email")?);
                family.people.push(KnownPerson { id, name, email });
            }
        }
        for row in &routes {
            let kind = usize::from(row.try_get::<&str, _>("kind")? == "voice");
            if let Some(family) = self.family_of(row.try_get("account_id")?)
                && family.routes[kind].is_none()
            {
                family.routes[kind] = Some(Route { id: row.try_get("route_id")?, name: row.try_get("name")? });
            }
        }
        Ok(())
    }

    fn family_of(&mut self, id: &str) -> Option<&mut Family> {
        let at = *self.by_id.get(id)?;
        self.families.get_mut(at)
    }

    /// The family a row names, by id or by a name that only one has.
    pub(super) fn family(&self, named: &str) -> Result<&Family, String> {
        let at = match (self.by_id.get(named), self.by_name.get(&named.to_lowercase()).map(Vec::as_slice)) {
            (Some(at), _) | (None, Some([at])) => Some(*at),
            (None, Some(several)) => {
                let ids: Vec<&str> =
                    several.iter().filter_map(|at| self.families.get(*at)).map(|f| f.id.as_str()).collect();
                return Err(format!("{} accounts have this name. Use the id: {}.", ids.len(), ids.join(", ")));
            }
            (None, None) => None,
        };
        at.and_then(|at| self.families.get(at)).ok_or_else(|| "No account has this id or name.".to_owned())
    }

    /// The package a row names, by id or name.
    pub(super) fn package(&self, named: &str) -> Option<&Package> {
        let by_name = || self.packages.iter().find(|package| package.name.eq_ignore_ascii_case(named));
        self.packages.iter().find(|package| package.id == named).or_else(by_name)
    }

    /// What the parsers choose from for one row. Tables name the same few carriers over and over: each is looked up once.
    pub(super) fn offer(
        &mut self,
        carrier: &str,
        kind: NumberKind,
        person: Option<KnownPerson>,
        package: Option<Package>,
        address: Option<domain::PlainAddress>,
    ) -> Offer {
        let hints = &self.hints;
        let found = self.found.entry((carrier.to_lowercase(), kind)).or_insert_with(|| hints.find(carrier, kind));
        let porting = PortingOffer { hints: vec![found.clone()], address, ..PortingOffer::default() };
        Offer {
            packages: package.into_iter().collect(),
            people: person.into_iter().collect(),
            porting,
            ..Offer::default()
        }
    }
}

impl std::fmt::Display for Family {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}
