use super::*;
use figment::Jail;

#[test]
fn an_address_of_this_machine_is_told_from_others() {
    for here in
        ["http://localhost:8080", "https://localhost", "http://127.0.0.1:1/x", "http://[::1]:9000"]
    {
        assert!(is_of_this_machine(here), "{here}");
    }
    for elsewhere in [
        "https://redress.example",
        "http://localhost.example:8080",
        "http://user@host",
        "",
        "http://10.0.0.1",
    ] {
        assert!(!is_of_this_machine(elsewhere), "{elsewhere}");
    }
}

#[test]
fn the_environment_overrides_the_file_and_the_file_the_defaults() {
    Jail::expect_with(|jail| {
        jail.create_file("r.toml", "[web]\nidle_minutes = 20\n[oidc]\nissuer = \"http://file\"")?;
        jail.set_env("REDRESS_OIDC__ISSUER", "http://environment");
        let config = Config::load(Some(Path::new("r.toml"))).map_err(|f| f.chain())?;
        assert_eq!(config.oidc.issuer, "http://environment");
        assert_eq!(config.web.idle_minutes, 20);
        assert_eq!(config.web.session_hours, 8);
        Ok(())
    });
}

#[test]
fn an_unknown_key_is_named() {
    Jail::expect_with(|jail| {
        jail.create_file("r.toml", "[web]\nidle_minuets = 20")?;
        let error = Config::load(Some(Path::new("r.toml"))).expect_err("refused").chain();
        assert!(error.contains("idle_minuets"), "{error}");
        Ok(())
    });
}

#[test]
fn the_sample_says_the_defaults() {
    Jail::expect_with(|jail| {
        let sample = Config::sample().map_err(|f| f.chain())?;
        jail.create_file("r.toml", &sample)?;
        let config = Config::load(Some(Path::new("r.toml"))).map_err(|f| f.chain())?;
        assert_eq!(Config::sample().map_err(|f| f.chain())?, sample);
        assert_eq!(config.bank.debtor_bic, Config::default().bank.debtor_bic);
        Ok(())
    });
}
