//! Families, for staff.

use super::encode;

/// `/accounts`: all families.
pub fn accounts() -> String {
    "/accounts".into()
}

/// `/accounts?q=…&page=…`: a search among them, and a further page; what says nothing is left out.
pub fn accounts_search(query: &str, page: u32) -> String {
    let query = (!query.is_empty()).then(|| format!("q={}", encode(query)));
    let page = (page > 1).then(|| format!("page={page}"));
    let asked = [query, page].into_iter().flatten().collect::<Vec<_>>().join("&");
    if asked.is_empty() { accounts() } else { format!("{}?{asked}", accounts()) }
}

/// `/accounts/{id}?page=…`: a further page of its activity.
pub fn account_activity(account_id: &str, page: u32) -> String {
    if page > 1 { format!("{}?page={page}", account(account_id)) } else { account(account_id) }
}

/// `/accounts/{id}`: one family.
pub fn account(account_id: &str) -> String {
    format!("/accounts/{}", encode(account_id))
}
