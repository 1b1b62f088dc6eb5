//! Reference data: staff edit what refusals mean and carriers ask for.

use sqlx::PgPool;
use testkit::{Browser, Page, TestApp};
use uuid::Uuid;

/// A refusal that no row fits.
const SEEN: &str = r#"
insert into port_ins (id, account_id, batch_id, number, state, raw_message, reasons, carrier, kind, holder, billing, person,
  package_id, limits, e911, created_by, created_by_name) values
  (gen_random_uuid(), 'AID-A', gen_random_uuid(), '+13855550142', 'action_needed', '9X-SOMETHING NEW', '{unknown}', 'Verizon', 'mobile',
   '', '{}', '', '', '{}', '{}', gen_random_uuid(), '')"#;

async fn open(browser: &Browser, path: &str) -> Page {
    let page = browser.get(path).await.unwrap();
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    page
}

fn has(page: &Page, parts: &[&str]) {
    for part in parts {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn reference_data_is_edited_by_staff(pool: PgPool) {
    let app = TestApp::start(pool).await.unwrap();
    let mut tx = app.state.db.begin_all().await.unwrap();
    sqlx::raw_sql(SEEN).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let staff = app.staff().await.unwrap().browser;
    has(&open(&staff, "/reference/refusals").await, &["9X-SOMETHING NEW", "Make a row of it", "account_number"]);
    let blank = open(&staff, "/reference/refusals?edit=new&from=9X-SOMETHING%20NEW").await;
    has(&blank, &["value=\"9X\""]);
    let row = [
        ("key", "something_new"),
        ("codes", "9x"),
        ("fix", "change"),
        ("mover", "you"),
        ("fields.pin", "on"),
        ("title.en", "Something new"),
        ("title.es", "Algo nuevo"),
        ("advice.en", "Ask {carrier}."),
    ];
    let refused = staff.post_form("/do/save-refusal", &row).await.unwrap();
    assert_eq!(refused.location(), "/reference/refusals?edit=new");
    has(
        &open(&staff, refused.location()).await,
        &["Please fill this in.", "value=\"something_new\"", "Advice (Spanish)"],
    );
    let whole: Vec<_> = row.into_iter().chain([("advice.es", "Pregunta a {carrier}.")]).collect();
    let saved = staff.post_form("/do/save-refusal", &whole).await.unwrap();
    assert_eq!(saved.location(), "/reference/refusals");
    has(&open(&staff, "/reference/refusals").await, &["Something new", "Saved."]);
    let open_row = open(&staff, "/reference/refusals?edit=something_new").await;
    has(&open_row, &["title.en", "Edits"]);
    assert_eq!(staff.get("/reference/refusals?edit=nowhere").await.unwrap().status, 404);

    let list = open(&staff, "/reference/carriers").await;
    has(&list, &["Verizon", "All others"]);
    let id =
        list.body.split("/reference/carriers?edit=").find_map(|part| Uuid::parse_str(part.get(..36)?).ok()).unwrap();
    let page = open(&staff, &format!("/reference/carriers?edit={id}")).await;
    let fields: Vec<(String, String)> = form_of(&page.body, "/do/save-carrier");
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    for field in &mut fields {
        if field.0 == "pin_days" {
            field.1 = "none";
        }
    }
    let refused = staff.post_form("/do/save-carrier", &fields).await.unwrap();
    assert_eq!(refused.location(), format!("/reference/carriers?edit={id}"));
    has(&open(&staff, refused.location()).await, &["Days a PIN lives", "value=\"none\""]);
    for field in &mut fields {
        if field.0 == "pin_days" {
            field.1 = "11";
        }
    }
    assert_eq!(staff.post_form("/do/save-carrier", &fields).await.unwrap().location(), "/reference/carriers");
    has(&open(&staff, "/reference/carriers").await, &["PIN lives 11 days", "Edited"]);
    let stale = staff.post_form("/do/save-carrier", &fields).await.unwrap();
    has(&open(&staff, stale.location()).await, &["A colleague edited this row"]);
}

/// What a form of a page would post: its inputs, chosen options and texts, as they were rendered.
fn form_of(body: &str, action: &str) -> Vec<(String, String)> {
    let form = body.split(&format!("action=\"{action}\"")).nth(1).unwrap().split("</form>").next().unwrap();
    let plain = |text: &str| {
        text.replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
    };
    let attribute = |tag: &str, name: &str| {
        let begins = format!(" {name}=\"");
        Some(plain(tag.split(&begins).nth(1)?.split('"').next()?))
    };
    let mut fields = Vec::new();
    for part in form.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let kind = tag.split_whitespace().next().unwrap_or_default();
        match kind {
            "input" => {
                let ticked = !tag.contains("type=\"checkbox\"") || tag.contains(" checked");
                if let (Some(name), true) = (attribute(tag, "name"), ticked) {
                    fields.push((name, attribute(tag, "value").unwrap_or_default()));
                }
            }
            "textarea" => fields.push((attribute(tag, "name").unwrap(), plain(text))),
            "select" => fields.push((attribute(tag, "name").unwrap(), String::new())),
            "option" if tag.contains(" selected") => {
                if let Some(last) = fields.last_mut() {
                    last.1 = attribute(tag, "value").unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    fields
}
