use super::*;

fn complete() -> Figment {
    Figment::new().merge(Toml::string(DEFAULTS)).merge(Toml::string(
        r#"database_url = "postgres://x@127.0.0.1/x"
        secret_key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
        [telegent]
        account_key = "DID-1"
        account_secret = "s"
        [mail]
        dir = "mail""#,
    ))
}

#[test]
fn the_defaults_lack_only_what_they_say() {
    let config: Config = Figment::new().merge(Toml::string(DEFAULTS)).extract().unwrap();
    let keys: Vec<_> = config.check().unwrap_err().0.into_iter().map(|p| p.key).collect();
    assert_eq!(keys, ["database_url", "telegent.account_key", "telegent.account_secret", "secret_key", "mail"]);
    complete().extract::<Config>().unwrap().check().unwrap();
}

#[test]
fn what_cannot_work_is_named() {
    let with = |toml: &str| complete().merge(Toml::string(toml)).extract::<Config>().unwrap().check();
    for (toml, key) in [
        ("public_url = \"http://lines.example.com\"", "public_url"),
        ("public_url = \"https://lines.example.com/portal\"", "public_url"),
        ("addr = \"0.0.0.0:3000\"", "public_url"),
        ("default_time_zone = \"Mars/Olympus\"", "default_time_zone"),
        ("sync_seconds = 1", "sync_seconds"),
        ("secret_key = \"0001\"", "secret_key"),
        ("[porting]\nhurry = 60", "porting.hurry"),
        ("[safety]\nexit_url = \"http://www.weather.gov/\"", "safety.exit_url"),
        ("[telegent]\nbase_url = \"https://api.telegent.com/v1.0\"", "telegent.base_url"),
        ("[telegent]\nbase_url = \"http://api.telegent.com\"", "telegent.base_url"),
        ("[brand]\nlogo = \"https://cdn.example.com/logo.svg\"", "brand.logo"),
        ("[mail]\nsmtp = \"smtps://x\"", "mail"),
    ] {
        let problems = with(toml).unwrap_err().0;
        assert!(problems.iter().any(|p| p.key == key), "{toml}: {problems:?}");
    }
}

#[test]
fn secrets_are_not_shown() {
    let config: Config = complete().merge(Toml::string("[telegent]\naccount_secret = \"hunter2\"")).extract().unwrap();
    assert!(!format!("{config:?}").contains("hunter2"));
}

#[test]
fn a_secret_of_digits_stays_text() {
    let config: Config = complete().merge(Toml::string("[telegent]\naccount_secret = 123456")).extract().unwrap();
    assert_eq!(secrecy::ExposeSecret::expose_secret(&config.telegent.account_secret), "123456");
}
