//! People of a family: inviting, roles, removing, what changed, and what is nobody's business.

use app::access::{Access, TABLE};
use domain::{Role, access::permits};
use services::mail;
use sqlx::PgPool;
use testkit::{Browser, PASSWORD, Page, Person, TestApp};

const ACCOUNT: &str = "AID-mensah";
const DANA: &str = "TSUID-dana.mensah";
const KOFI: &str = "TSUID-kofi.mensah";
const AMA: &str = "TSUID-ama.mensah";
const YAW: &str = "TSUID-yaw.mensah";

/// A portal that has read the sandbox's families, and the family's manager.
async fn portal(pool: PgPool) -> (TestApp, Person) {
    let app = TestApp::start(pool).await.unwrap();
    app.sync().await.unwrap();
    let dana = app.person("dana.mensah@example.com", Role::Manager, Some((ACCOUNT, DANA))).await.unwrap();
    (app, dana)
}

async fn invite(browser: &Browser, fields: &[(&str, &str)]) -> Page {
    let answer = browser.post_form("/do/invite-person", fields).await.unwrap();
    assert_eq!((answer.status, answer.location()), (303, "/people"), "{}", answer.body);
    browser.get("/people").await.unwrap()
}

/// The path of the link in the newest mail to an address.
async fn link(app: &TestApp, to: &str) -> String {
    let mails = mail::recent(&app.state.db, 50).await.unwrap();
    let letter = mails.iter().find(|mail| mail.to == to && mail.text.contains("/invitation/")).unwrap();
    let rest = letter.text.split("/invitation/").nth(1).unwrap();
    format!("/invitation/{}", rest.split_whitespace().next().unwrap())
}

async fn accept(app: &TestApp, to: &str) -> Browser {
    let path = link(app, to).await;
    let browser = app.browser().unwrap();
    let token = path.rsplit('/').next().unwrap();
    let fields = [("token", token), ("password", PASSWORD), ("repeat", PASSWORD)];
    assert_eq!(browser.post_form("/do/accept-invitation", &fields).await.unwrap().location(), "/");
    browser
}

/// The id of somebody's page, from the list.
async fn user(app: &TestApp, email: &str) -> String {
    let mut tx = app.state.db.begin_all().await.unwrap();
    let email = domain::Email::parse(email).unwrap();
    services::identity::find_by_email(&mut tx, &email).await.unwrap().unwrap().id.to_string()
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_guardian_is_invited_comes_in_and_sees_only_what_they_may(pool: PgPool) {
    let (app, dana) = portal(pool).await;
    let dana = dana.browser;
    let page = dana.get("/people").await.unwrap();
    for words in ["Test Person", "Kofi Mensah", "No access", "What each role may do", "People they look after"] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    // A guardian of nobody is none; what was typed stays.
    let page = invite(&dana, &[("person", KOFI), ("role", "guardian"), ("email", "kofi.new@example.com")]).await;
    assert!(
        page.body.contains("At least one is needed") && page.body.contains("kofi.new@example.com"),
        "{}",
        page.body
    );
    let of_ama = format!("of.{AMA}");
    let page = invite(&dana, &[("person", KOFI), ("role", "guardian"), (&of_ama, "on")]).await;
    assert!(page.body.contains("Invited.") && page.body.contains("Looks after Ama Mensah"), "{}", page.body);
    // Once more is once too often.
    let page = invite(&dana, &[("person", KOFI), ("role", "member")]).await;
    assert!(page.body.contains("has access already"), "{}", page.body);

    let kofi = accept(&app, "kofi.mensah@example.com").await;
    for (path, status) in [
        ("/home", 200),
        ("/activity", 200),
        ("/people", 404),
        ("/transfers", 404),
        ("/accounts", 404),
        ("/separations", 404),
    ] {
        assert_eq!(kofi.get(path).await.unwrap().status, status, "{path}");
    }
    let activity = kofi.get("/activity").await.unwrap();
    assert!(
        activity.body.contains("Person invited") && activity.body.contains("no access → Guardian"),
        "{}",
        activity.body
    );
    assert!(!activity.body.contains("Change it back"), "a guardian undoes no invitation");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_taken_address_is_said_at_its_field(pool: PgPool) {
    let (app, dana) = portal(pool).await;
    app.manager("AID-okafor").await.unwrap();
    let fields = [("person", YAW), ("role", "member"), ("email", "manager.aid-okafor@example.com")];
    let page = invite(&dana.browser, &fields).await;
    assert!(page.body.contains("id=\"email-error\"") && page.body.contains("<details open"), "{}", page.body);
    let page = invite(&dana.browser, &[("role", "owner")]).await;
    assert!(page.body.contains("id=\"person-error\"") && page.body.contains("id=\"role-error\""), "{}", page.body);
    // Without a line here: name and address, and no member.
    let page = invite(&dana.browser, &[("person", "new"), ("role", "member")]).await;
    for field in ["name", "email", "role"] {
        assert!(page.body.contains(&format!("id=\"{field}-error\"")), "{field}: {}", page.body);
    }
    let of = format!("of.{AMA}");
    let fields =
        [("person", "new"), ("name", "Esi Mensah"), ("email", "esi@example.com"), ("role", "guardian"), (&*of, "on")];
    let page = invite(&dana.browser, &fields).await;
    assert!(page.body.contains("Esi Mensah") && page.body.contains("Invited, not in yet"), "{}", page.body);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn a_role_changes_at_once_and_everybody_concerned_is_told(pool: PgPool) {
    let (app, dana) = portal(pool).await;
    let ama = app.person("ama.mensah@example.com", Role::Member, Some((ACCOUNT, AMA))).await.unwrap();
    assert_eq!(ama.browser.get("/activity").await.unwrap().status, 404);
    let page = format!("/people/{}", ama.actor.user_id);
    let (id, of) = (ama.actor.user_id.to_string(), format!("of.{YAW}"));
    let save = async |fields: &[(&str, &str)]| {
        let answer = dana.browser.post_form("/do/change-person", fields).await.unwrap();
        assert_eq!((answer.status, answer.location()), (303, page.as_str()));
        dana.browser.get(&page).await.unwrap().body
    };
    assert!(save(&[("user", &id), ("role", "guardian")]).await.contains("At least one is needed"));
    assert!(save(&[("user", &id), ("role", "king")]).await.contains("id=\"role-error\""));
    let shown = save(&[("user", &id), ("role", "guardian"), (&of, "on")]).await;
    assert!(shown.contains("Saved."), "{shown}");
    assert!(save(&[("user", &id), ("role", "guardian"), (&of, "on")]).await.contains("Nothing was different"));
    assert_eq!(ama.browser.get("/activity").await.unwrap().status, 200);

    let activity = dana.browser.get("/activity").await.unwrap().body;
    assert!(activity.contains("Test Person: Member → Guardian, looks after Yaw Mensah"), "{activity}");
    assert!(activity.contains(&format!("href=\"{page}\"")), "{activity}");
    let told = |to: &'static str, words: &'static str| {
        let db = app.state.db.clone();
        async move {
            mail::recent(&db, 50).await.unwrap().iter().filter(|m| m.to == to && m.subject.contains(words)).count()
        }
    };
    assert_eq!(told("ama.mensah@example.com", "Your role was changed").await, 1);
    assert_eq!(told("dana.mensah@example.com", "role was changed").await, 1);

    // In Spanish the log is read in Spanish, and stays what it is.
    dana.browser.post_form("/do/set-language", &[("language", "es"), ("back", "/activity")]).await.unwrap();
    let activity = dana.browser.get("/activity").await.unwrap().body;
    assert!(activity.contains("Rol cambiado") && activity.contains("Miembro → Tutor, cuida a Yaw"), "{activity}");
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn who_is_removed_is_out_with_the_next_click_and_may_come_back(pool: PgPool) {
    let (app, dana) = portal(pool).await;
    let ama = app.person("ama.mensah@example.com", Role::Member, Some((ACCOUNT, AMA))).await.unwrap();
    assert_eq!(ama.browser.get("/home").await.unwrap().status, 200);
    let id = ama.actor.user_id.to_string();
    let removed = dana.browser.post_form("/do/remove-person", &[("user", &id)]).await.unwrap();
    assert_eq!((removed.status, removed.location()), (303, "/people"));
    let page = dana.browser.get("/people").await.unwrap();
    assert!(page.body.contains("no longer has access") && page.body.contains("Access removed"), "{}", page.body);
    let next = ama.browser.get("/home").await.unwrap();
    assert_eq!((next.status, next.location()), (303, "/sign-in?next=%2Fhome"));
    let again = app.browser().unwrap().sign_in("ama.mensah@example.com", PASSWORD).await.unwrap();
    assert_ne!(again.location(), "/");
    // Twice is once.
    dana.browser.post_form("/do/remove-person", &[("user", &id)]).await.unwrap();
    let mails = mail::recent(&app.state.db, 50).await.unwrap();
    assert_eq!(mails.iter().filter(|mail| mail.to == "ama.mensah@example.com").count(), 1);

    // Back, with another password: the old one opens nothing.
    let page = invite(&dana.browser, &[("person", AMA), ("role", "member")]).await;
    assert!(page.body.contains("Invited."), "{}", page.body);
    assert_ne!(app.browser().unwrap().sign_in("ama.mensah@example.com", PASSWORD).await.unwrap().location(), "/");
    let ama = accept(&app, "ama.mensah@example.com").await;
    assert_eq!(ama.get("/home").await.unwrap().status, 200);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn who_has_no_line_here_comes_back_by_the_same_address(pool: PgPool) {
    let (app, dana) = portal(pool).await;
    let of = format!("of.{AMA}");
    let mut fields = vec![("person", "new"), ("name", "Esi Mensah"), ("email", "esi@example.com")];
    fields.extend([("role", "guardian"), (of.as_str(), "on")]);
    invite(&dana.browser, &fields).await;
    accept(&app, "esi@example.com").await;
    let id = user(&app, "esi@example.com").await;
    dana.browser.post_form("/do/remove-person", &[("user", &id)]).await.unwrap();
    assert!(dana.browser.get("/people").await.unwrap().body.contains("Access removed"));
    let page = invite(&dana.browser, &fields).await;
    assert!(page.body.contains("Invited.") && !page.body.contains("Access removed"), "{}", page.body);
    assert_eq!(accept(&app, "esi@example.com").await.get("/home").await.unwrap().status, 200);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_account_keeps_who_runs_it(pool: PgPool) {
    let (app, dana) = portal(pool).await;
    let staff = app.staff().await.unwrap().browser;
    let id = dana.actor.user_id.to_string();
    let page = format!("/people/{id}");
    // Not oneself.
    dana.browser.post_form("/do/remove-person", &[("user", &id)]).await.unwrap();
    assert!(dana.browser.get(&page).await.unwrap().body.contains("your own access"));
    dana.browser.post_form("/do/change-person", &[("user", &id), ("role", "member")]).await.unwrap();
    assert_eq!(dana.browser.get("/people").await.unwrap().status, 200);
    // Not the last one, staff neither; somebody who was only invited is nobody yet.
    invite(&dana.browser, &[("person", KOFI), ("role", "manager")]).await;
    let remove = async || {
        staff.post_form("/do/remove-person", &[("user", &id)]).await.unwrap();
        staff.get(&page).await.unwrap().body
    };
    assert!(remove().await.contains("only person who runs the account"));
    staff.post_form("/do/change-person", &[("user", &id), ("role", "member")]).await.unwrap();
    assert!(staff.get(&page).await.unwrap().body.contains("only person who runs the account"));
    accept(&app, "kofi.mensah@example.com").await;
    assert!(remove().await.contains("has no access"));
    // Staff work on the same pages, named by the account.
    let list = staff.get("/accounts/AID-mensah/people").await.unwrap();
    assert!(list.status == 200 && list.body.contains("Access removed"), "{}", list.body);
    assert_eq!(staff.get("/people").await.unwrap().status, 404);
    assert_eq!(staff.get("/accounts/AID-mensah/activity").await.unwrap().status, 200);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn two_who_remove_each_other_at_once_leave_one(pool: PgPool) {
    let (app, dana) = portal(pool).await;
    let kofi = app.person("kofi.mensah@example.com", Role::Manager, Some((ACCOUNT, KOFI))).await.unwrap();
    let (hers, his) = (dana.actor.user_id.to_string(), kofi.actor.user_id.to_string());
    let (his, hers) = ([("user", his.as_str())], [("user", hers.as_str())]);
    let (one, other) = tokio::join!(
        dana.browser.post_form("/do/remove-person", &his),
        kofi.browser.post_form("/do/remove-person", &hers)
    );
    // Whoever came second may be out already.
    assert!(one.unwrap().status < 500 && other.unwrap().status < 500);
    let left: i64 = sqlx::query_scalar("select count(*) from users where role = 'manager' and disabled_at is null")
        .fetch_one(app.state.db.pool())
        .await
        .unwrap();
    assert_eq!(left, 1);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn an_invitation_is_sent_again_and_the_old_link_ends(pool: PgPool) {
    let (app, dana) = portal(pool).await;
    invite(&dana.browser, &[("person", YAW), ("role", "member")]).await;
    let first = link(&app, "yaw.mensah@example.com").await;
    let id = user(&app, "yaw.mensah@example.com").await;
    let send = async || {
        dana.browser.post_form("/do/send-invitation", &[("user", &id)]).await.unwrap();
        dana.browser.get(&format!("/people/{id}")).await.unwrap().body
    };
    assert!(send().await.contains("less than a minute ago"));
    sqlx::query("update invitations set created_at = now() - interval '2 minutes'")
        .execute(app.state.db.pool())
        .await
        .unwrap();
    assert!(send().await.contains("Another link is on its way"));
    let second = link(&app, "yaw.mensah@example.com").await;
    assert_ne!(first, second);
    let browser = app.browser().unwrap();
    assert_eq!(browser.get(&first).await.unwrap().status, 410);
    assert_eq!(browser.get(&second).await.unwrap().status, 200);
}

#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn activity_comes_in_pages_and_by_person(pool: PgPool) {
    let (app, dana) = portal(pool).await;
    let ama = app.person("ama.mensah@example.com", Role::Member, Some((ACCOUNT, AMA))).await.unwrap();
    let id = ama.actor.user_id.to_string();
    for at in 0..30 {
        let mut tx = app.state.db.begin_all().await.unwrap();
        let detail = format!("Thing {at}");
        let entry =
            services::journal::Entry { account_id: Some(ACCOUNT), actor: None, what: "Plan changed", detail: &detail };
        services::journal::append_activity(&mut tx, &entry).await.unwrap();
        tx.commit().await.unwrap();
    }
    dana.browser.post_form("/do/change-person", &[("user", &id), ("role", "manager")]).await.unwrap();
    let first = dana.browser.get("/activity").await.unwrap().body;
    assert!(
        first.contains("1–25 of 31") && first.contains("/activity?page=2") && !first.contains("Thing 5<"),
        "{first}"
    );
    let second = dana.browser.get("/activity?page=2").await.unwrap().body;
    assert!(second.contains("26–31 of 31") && second.contains("Thing 5"), "{second}");
    let hers = dana.browser.get(&format!("/activity?person={AMA}")).await.unwrap().body;
    assert!(hers.contains("Role changed") && !hers.contains("Thing"), "{hers}");
    // Another family's is its own.
    let other = app.manager("AID-okafor").await.unwrap().browser;
    let theirs = other.get("/activity").await.unwrap().body;
    assert!(theirs.contains("Nothing was changed here yet"), "{theirs}");
    assert_eq!(other.get(&format!("/people/{id}")).await.unwrap().status, 404);
    for path in ["/do/change-person", "/do/remove-person", "/do/send-invitation"] {
        assert_eq!(other.post_form(path, &[("user", &id), ("role", "member")]).await.unwrap().status, 404, "{path}");
    }
    let fields = [("account_id", ACCOUNT), ("person", YAW), ("role", "member")];
    other.post_form("/do/invite-person", &fields).await.unwrap();
    assert!(!dana.browser.get("/people").await.unwrap().body.contains("Invited, not in yet"));
}

/// A page's path with another family's things in it; their manager is `user`.
fn of_others(pattern: &str, user: &str) -> String {
    const NOBODY: &str = "00000000-0000-4000-8000-000000000000";
    pattern
        .replace("{number}", "%2B12125550151")
        .replace("{account}", "AID-lindqvist")
        .replace("{subscriber}", "TSUID-elsa.lindqvist")
        .replace("{user}", user)
        // A page that is there, were the line or the person one's own.
        .replace("{what}", "sim")
        .replace("{contact}", "new")
        .split('/')
        .map(|part| if part.starts_with('{') { NOBODY } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

/// Every row of the table of routes, as a guardian, as a member and as another family's manager.
#[sqlx::test(migrator = "services::db::MIGRATOR")]
async fn nobody_of_a_family_gets_anywhere_else(pool: PgPool) {
    let (app, dana) = portal(pool).await;
    let guardian = app.guardian(ACCOUNT, KOFI, &[AMA]).await.unwrap();
    let member = app.member(ACCOUNT, AMA).await.unwrap();
    let elsa = app.manager("AID-lindqvist").await.unwrap();
    // They are there for who they belong to.
    for path in ["/lines/%2B12125550151/care/sim", "/guardian/TSUID-elsa.lindqvist/contacts/new"] {
        assert_eq!(elsa.browser.get(path).await.unwrap().status, 200, "{path}");
    }
    let user = elsa.actor.user_id.to_string();
    for (role, browser) in
        [(Role::Manager, &dana.browser), (Role::Guardian, &guardian.browser), (Role::Member, &member.browser)]
    {
        for (method, pattern, access) in TABLE {
            let Access::Needs(action) = access else { continue };
            let may = permits(role, *action);
            let path = of_others(pattern, &user);
            let reading = *method == "GET";
            let about_a_thing = path != *pattern;
            let answer = match (reading, may) {
                (true, true) if !about_a_thing => continue,
                // Its body would have to be right; the tests of each area post those.
                (false, true) => continue,
                (true, _) => browser.get(&path).await.unwrap(),
                (false, false) => browser.post_form(&path, &[]).await.unwrap(),
            };
            assert_eq!(answer.status, 404, "{role:?} {method} {path}");
            assert!(!answer.body.contains("Lindqvist"), "{role:?} {method} {path}");
        }
    }
    // Of the own family a member finds the own line alone.
    for (path, status) in
        [("/lines/%2B18015550143", 200), ("/lines/%2B18015550141", 404), ("/lines/%2B18015550142", 404)]
    {
        assert_eq!(member.browser.get(path).await.unwrap().status, status, "{path}");
    }
    let home = member.browser.get("/home").await.unwrap().body;
    assert!(home.contains("555-0143") && !home.contains("555-0141") && !home.contains("555-0142"), "{home}");
    for name in ["Dana", "Kofi", "Yaw"] {
        assert!(!home.contains(name), "{name}: {home}");
    }
}
