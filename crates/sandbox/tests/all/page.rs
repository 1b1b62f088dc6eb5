//! The page at `/__sandbox/`, and the README's first steps.

use sandbox::{ACCOUNT_SECRET, Options, Running, Seed};
use serde_json::json;

use crate::support::{control, count, demo, http, start};

async fn page(sandbox: &Running) -> String {
    http().get(sandbox.base_url.join("/__sandbox").unwrap()).send().await.unwrap().text().await.unwrap()
}

/// Sends a form as a browser does, and reads the page it comes back to.
async fn form(sandbox: &Running, name: &str, fields: &str) -> (u16, String) {
    let url = sandbox.base_url.join(&format!("/__sandbox/form/{name}")).unwrap();
    let call = http().post(url).header("content-type", "application/x-www-form-urlencoded").body(fields.to_owned());
    let answer = call.header("sec-fetch-site", "same-origin").send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn it_shows_what_there_is_and_no_secrets() {
    let (sandbox, client) = demo().await;
    client.accounts().get("AID-mensah").await.unwrap();
    let html = page(&sandbox).await;
    for shown in ["Mensah Family", "+18015550141", "GET /v1.0/account", "POST /v1.0/oauth2/tokens"] {
        assert!(html.contains(shown), "{shown}");
    }
    for hidden in [ACCOUNT_SECRET, "LPA:", "Bearer ", "eyJ"] {
        assert!(!html.contains(hidden), "{hidden}");
    }
    assert!(!html.contains("<script"));
}

#[tokio::test]
async fn what_others_sent_is_escaped() {
    let (sandbox, _client) = demo().await;
    let body = "<script>alert(1)</script>\"&'";
    control(&sandbox, "inbound", json!({ "to": "+18015550141", "from": "<b>", "body": body })).await;
    let (_, html) = form(&sandbox, "inbound", "to=nobody&from=x&body=x").await;
    assert!(html.contains("Not done: no active number"));
    assert!(html.contains("&lt;script&gt;alert(1)") && !html.contains("<script") && !html.contains("<b>"));
    let url = sandbox.base_url.join("/__sandbox/?said=%3Cimg%20src%3Dx%3E").unwrap();
    let html = http().get(url).send().await.unwrap().text().await.unwrap();
    assert!(html.contains("&lt;img") && !html.contains("<img"));
}

#[tokio::test]
async fn forms_do_what_the_json_calls_do() {
    let (sandbox, client) = demo().await;
    let before = sandbox.with(|world| world.clock.now());
    let done = async |name: &str, fields: &str, said: &str| {
        let (status, html) = form(&sandbox, name, fields).await;
        assert!(status == 200 && html.contains(said), "{name}: {status} {html}");
    };
    done("clock", "seconds=3600", "The clock was moved.").await;
    assert!(sandbox.with(|world| world.clock.now()).duration_since(before).as_secs() >= 3600);
    let messages = count(&sandbox, "messages");
    done("inbound", "to=%2B18015550141&from=%2B12125550188&body=Hello&media=https%3A%2F%2Fx%2Fa", "came in").await;
    assert_eq!(count(&sandbox, "messages"), messages + 1);
    assert_eq!(sandbox.state()["messages"][messages]["media"], json!(["https://x/a"]));
    done("cdr", "kind=sms&url=", "sms-0001.csv").await;
    done("outage", "mode=slow&ms=5", "slow by 5 ms").await;
    done("outage", "mode=ok&ms=5", "The outage was set.").await;
    done("fault", "operation=post+%2Fv1.0%2Fnumbers%2Fprovision&effect=lost&times=2", "Faults waiting").await;
    assert_eq!(sandbox.state()["faults"][0]["times"], 2);
    done("fault", "operation=*&effect=nonsense&times=2", "Not done: effect is").await;
    done("clear", "", "No fault waits").await;
    assert_eq!(sandbox.state()["faults"], json!([]));
    done("chaos", "percent=5&seed=7", "5 % from seed 7").await;
    client.accounts().get("AID-mensah").await.ok();
    done("reset", "", "as it was at the start").await;
    assert_eq!((count(&sandbox, "messages"), &sandbox.state()["chaos"]["percent"]), (messages, &json!(0)));
}

#[tokio::test]
async fn other_sites_cannot_send_forms() {
    let (sandbox, _client) = demo().await;
    let url = sandbox.base_url.join("/__sandbox/form/reset").unwrap();
    let answer = http().post(url).header("sec-fetch-site", "cross-site").send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 403);
}

#[tokio::test]
async fn the_readmes_first_steps_work() {
    let (sandbox, _client) = start(Options { seed: Seed::Demo, ..Options::default() }).await;
    let readme = include_str!("../../README.md");
    let script = readme.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let here = script.replace("http://127.0.0.1:4010", sandbox.base_url.as_str().trim_end_matches('/'));
    assert_ne!(script, here);
    let ran = tokio::task::spawn_blocking(move || std::process::Command::new("bash").args(["-c", &here]).output());
    let Ok(output) = ran.await.unwrap() else {
        eprintln!("no bash here");
        return;
    };
    let printed = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    if printed.contains("curl: command not found") {
        eprintln!("no curl here");
        return;
    }
    assert!(!printed.contains("StatusCode") && printed.contains("Hello back"), "{printed}");
    assert_eq!(sandbox.calls("POST /v1.0/message/outbound"), 1);
}
