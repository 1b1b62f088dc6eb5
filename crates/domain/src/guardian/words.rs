//! Guardian's words in both languages.

use super::{Change, Channel, KeywordClass, Lean, Lists, Missing, Number, Rule, Severity, Stand, TextMode, What};
use crate::{lang::Lang, phone::national, porting::day_words};

impl KeywordClass {
    /// `swearing`.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Profanity => lang.pick("swearing", "groserías"),
            Self::Violence => lang.pick("threats and violence", "amenazas y violencia"),
        }
    }
}

impl Severity {
    /// `serious`.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::High => lang.pick("serious", "grave"),
            Self::Medium => lang.pick("medium", "media"),
            Self::Low => lang.pick("mild", "leve"),
        }
    }
}

impl TextMode {
    /// `stopped`, `watched only`, `off`.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Enforce => lang.pick("stop what breaks a rule", "detener lo que rompe una regla"),
            Self::WatchOnly => lang.pick("only watch and tell us", "solo vigilar y avisarnos"),
            Self::Off => lang.pick("off", "apagado"),
        }
    }
}

impl Rule {
    /// What the rule is, as the order of rules lists it.
    pub fn words(&self, lang: Lang) -> String {
        let plain = |en, es| lang.pick::<&str>(en, es).to_owned();
        match self {
            Self::AlwaysReachable => plain(
                "911, 988, crisis lines, guardians and our help line always get through.",
                "El 911, el 988, las líneas de crisis, los tutores y nuestra ayuda siempre pasan.",
            ),
            Self::Off => {
                plain("Guardian is off here: everything gets through.", "Guardian está apagado aquí: todo pasa.")
            }
            Self::DirectionNotWatched => plain(
                "This direction isn’t checked: everything gets through.",
                "Esta dirección no se revisa: todo pasa.",
            ),
            Self::International => plain(
                "Calls to and from other countries are stopped, also with allowed people.",
                "Las llamadas con otros países se detienen, también con personas permitidas.",
            ),
            Self::BlockedContact => plain("Blocked people are stopped.", "Las personas bloqueadas se detienen."),
            Self::AllowedContact => plain(
                "Allowed people get through, whatever the text says.",
                "Las personas permitidas pasan, diga lo que diga el mensaje.",
            ),
            Self::NotOnAllowList => plain(
                "Only allowed people may call: everybody else is stopped.",
                "Solo pueden llamar las personas permitidas: los demás se detienen.",
            ),
            Self::UnknownNumber => plain(
                "Unknown numbers are stopped: the number is no allowed person’s.",
                "Los números desconocidos se detienen: el número no es de una persona permitida.",
            ),
            Self::Link => plain("Texts with links are stopped.", "Los mensajes con enlaces se detienen."),
            Self::Media => plain(
                "Texts with pictures, video or sound are stopped.",
                "Los mensajes con fotos, videos o sonido se detienen.",
            ),
            Self::Keyword(word, _) if word.is_empty() => plain(
                "Texts with one of your own words are stopped.",
                "Los mensajes con una de tus palabras se detienen.",
            ),
            Self::Keyword(word, severity) => {
                let how = severity.label(lang);
                lang.pick_string(
                    || format!("Texts with one of your own words are stopped: “{word}” ({how})."),
                    || format!("Los mensajes con una de tus palabras se detienen: “{word}” ({how})."),
                )
            }
            Self::Class(class) => {
                let class = class.label(lang);
                lang.pick_string(
                    || format!("Texts with words of a list you turned on are stopped: {class}."),
                    || format!("Los mensajes con palabras de una lista encendida se detienen: {class}."),
                )
            }
            Self::Nothing => plain("No rule stops it: it gets through.", "Ninguna regla lo detiene: pasa."),
        }
    }

    /// As [`Rule::words`], without the particulars of one attempt.
    pub fn in_order(&self, lang: Lang) -> String {
        match self {
            Self::Class(_) => lang
                .pick(
                    "Texts with words of a list you turned on are stopped.",
                    "Los mensajes con palabras de una lista encendida se detienen.",
                )
                .to_owned(),
            rule => rule.words(lang),
        }
    }
}

impl Missing {
    /// What is missing, for a channel.
    pub fn words(&self, channel: Channel, lang: Lang) -> String {
        let plain = |en, es| lang.pick::<&str>(en, es).to_owned();
        let of = |texts, calls| {
            let (en, es) = if channel == Channel::Text { texts } else { calls };
            plain(en, es)
        };
        match self {
            Self::Flag => of(
                ("The network’s switch for texts is off.", "El interruptor de mensajes de la red está apagado."),
                ("The network’s switch for calls is off.", "El interruptor de llamadas de la red está apagado."),
            ),
            Self::Relation => {
                plain("The network has nobody on record as guardian.", "La red no tiene a nadie registrado como tutor.")
            }
            Self::Filter => plain("The rules have not reached the network.", "Las reglas no han llegado a la red."),
            Self::Mode => of(
                (
                    "The network does something else with what breaks a rule.",
                    "La red hace otra cosa con lo que rompe una regla.",
                ),
                ("The network has another kind of list for calls.", "La red tiene otro tipo de lista para llamadas."),
            ),
            Self::Inbound => of(
                (
                    "Texts that arrive are not checked as set.",
                    "Los mensajes que llegan no se revisan como está elegido.",
                ),
                (
                    "Calls that arrive are not checked as set.",
                    "Las llamadas que llegan no se revisan como está elegido.",
                ),
            ),
            Self::Outbound => of(
                (
                    "Texts that are sent are not checked as set.",
                    "Los mensajes que se envían no se revisan como está elegido.",
                ),
                (
                    "Calls that are made are not checked as set.",
                    "Las llamadas que se hacen no se revisan como está elegido.",
                ),
            ),
            Self::NoRoute => of(
                (
                    "The number has no route for texts. We have to set it up.",
                    "El número no tiene ruta para mensajes. Nos toca configurarla.",
                ),
                (
                    "The number has no route for calls. We have to set it up.",
                    "El número no tiene ruta para llamadas. Nos toca configurarla.",
                ),
            ),
            Self::RouteNotIntelligent => of(
                (
                    "The rules are saved, but the route doesn’t filter texts.",
                    "Las reglas están guardadas, pero la ruta no filtra mensajes.",
                ),
                (
                    "The list is saved, but the route doesn’t filter calls.",
                    "La lista está guardada, pero la ruta no filtra llamadas.",
                ),
            ),
            Self::Allowed(lists) => lists_words(lists, lang, ("allowed", "permitido")),
            Self::Blocked(lists) => lists_words(lists, lang, ("blocked", "bloqueado")),
            Self::Switches => {
                plain("The network has some switches otherwise.", "La red tiene algunos interruptores de otra manera.")
            }
            Self::Keywords => plain("The network has other words.", "La red tiene otras palabras."),
            Self::Notify => plain("The network tells other phones.", "La red avisa a otros teléfonos."),
            Self::StillOn => plain(
                "It is off here, but the network still filters.",
                "Está apagado aquí, pero la red sigue filtrando.",
            ),
        }
    }

    /// What the button that repairs it says; none when the family cannot.
    pub const fn repair(&self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::NoRoute => None,
            Self::Flag | Self::RouteNotIntelligent | Self::Inbound | Self::Outbound => {
                Some(lang.pick("Turn it on", "Enciéndelo"))
            }
            Self::StillOn => Some(lang.pick("Turn it off there, too", "Apágalo ahí también")),
            _ => Some(lang.pick("Send it again", "Enviar de nuevo")),
        }
    }
}

fn lists_words(lists: &Lists, lang: Lang, (en, es): (&str, &str)) -> String {
    let (lacking, extra) = (lists.lacking.len(), lists.extra.len());
    let say = |count: usize| match (lang, count) {
        (Lang::En, 1) => format!("1 {en} number"),
        (Lang::En, n) => format!("{n} {en} numbers"),
        (Lang::Es, 1) => format!("1 número {es}"),
        (Lang::Es, n) => format!("{n} números {es}s"),
    };
    let lack = if lacking == 1 { "falta" } else { "faltan" };
    lang.pick_string(
        || match (lacking, extra) {
            (n, 0) => format!("{} did not reach the network.", say(n)),
            (0, n) => format!("The network has {} more.", say(n)),
            (n, m) => format!("{} did not reach the network, and it has {m} more.", say(n)),
        },
        || match (lacking, extra) {
            (n, 0) => format!("A la red le {lack} {}.", say(n)),
            (0, n) => format!("La red tiene {} de más.", say(n)),
            (n, m) => format!("A la red le {lack} {}, y tiene {m} de más.", say(n)),
        },
    )
}

impl Lean {
    /// `stricter than now`.
    pub const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Tighter => lang.pick("stricter than now", "más estricto que ahora"),
            Self::Looser => lang.pick("looser than now", "más abierto que ahora"),
            Self::Neutral => lang.pick("neither stricter nor looser", "ni más estricto ni más abierto"),
        }
    }
}

impl Change {
    /// What changed, before → after.
    pub fn words(&self, lang: Lang) -> String {
        self.words_at(lang, |_| lang.pick("another time", "otro momento").to_owned())
    }

    /// As [`Change::words`], with times: `when` turns unix seconds into words in the reader's zone.
    pub fn words_at(&self, lang: Lang, when: impl Fn(i64) -> String) -> String {
        let on = |is: bool| {
            lang.pick::<&str>(
                if is { "off → on" } else { "on → off" },
                if is { "apagado → encendido" } else { "encendido → apagado" },
            )
        };
        let switch = |en: &str, es: &str, is: bool| format!("{}: {}", lang.pick(en, es), on(is));
        match &self.what {
            What::Mode { from, to } => {
                format!("{}: {} → {}", Channel::Text.label(lang), from.label(lang), to.label(lang))
            }
            What::WatchUntil(None) => {
                lang.pick("Texts are watched without an end", "Los mensajes se vigilan sin fecha final").to_owned()
            }
            What::WatchUntil(Some(day)) => {
                let day = day_words(day, lang);
                lang.pick_string(
                    || format!("Texts are watched until {day}, then stopped"),
                    || format!("Los mensajes se vigilan hasta el {day}; luego se detienen"),
                )
            }
            What::CallsOn(is) => switch("Calls", "Llamadas", *is),
            What::OnlyAllowed(true) => lang
                .pick(
                    "Calls: all but blocked people → only allowed people",
                    "Llamadas: todos menos los bloqueados → solo personas permitidas",
                )
                .to_owned(),
            What::OnlyAllowed(false) => lang
                .pick(
                    "Calls: only allowed people → all but blocked people",
                    "Llamadas: solo personas permitidas → todos menos los bloqueados",
                )
                .to_owned(),
            What::Inbound(Channel::Text, is) => switch("Check texts that arrive", "Revisar mensajes que llegan", *is),
            What::Inbound(Channel::Call, is) => switch("Check calls that arrive", "Revisar llamadas que llegan", *is),
            What::Outbound(Channel::Text, is) => {
                switch("Check texts that are sent", "Revisar mensajes que se envían", *is)
            }
            What::Outbound(Channel::Call, is) => {
                switch("Check calls that are made", "Revisar llamadas que se hacen", *is)
            }
            What::Unknown(Channel::Text, is) => {
                switch("Stop texts of unknown numbers", "Detener mensajes de números desconocidos", *is)
            }
            What::Unknown(Channel::Call, is) => {
                switch("Stop calls of unknown numbers", "Detener llamadas de números desconocidos", *is)
            }
            What::Links(is) => switch("Stop links", "Detener enlaces", *is),
            What::Media(is) => switch("Stop pictures, video and sound", "Detener fotos, videos y sonido", *is),
            What::International(is) => {
                switch("Stop calls with other countries", "Detener llamadas con otros países", *is)
            }
            What::Class(class, is) => {
                let label = class.label(lang);
                switch(&format!("Stop {label}"), &format!("Detener {label}"), *is)
            }
            What::WordAdded(word, severity) => {
                let how = severity.label(lang);
                lang.pick_string(
                    || format!("Word added: “{word}” ({how})"),
                    || format!("Palabra agregada: “{word}” ({how})"),
                )
            }
            What::WordRemoved(word) => {
                lang.pick_string(|| format!("Word removed: “{word}”"), || format!("Palabra quitada: “{word}”"))
            }
            What::WordSeverity(word, severity) => {
                let how = severity.label(lang);
                lang.pick_string(|| format!("“{word}” is now {how}"), || format!("“{word}” ahora es {how}"))
            }
            What::Added { whose, calls, texts } => {
                let stands = stands_words(*calls, *texts, lang);
                lang.pick_string(|| format!("{whose} added: {stands}"), || format!("{whose} agregado: {stands}"))
            }
            What::Removed { whose, calls, texts } => {
                let stands = stands_words(*calls, *texts, lang);
                lang.pick_string(
                    || format!("{whose} removed ({stands} before)"),
                    || format!("{whose} quitado (antes: {stands})"),
                )
            }
            What::Renamed { from, to } => {
                lang.pick_string(|| format!("{from} is now called {to}"), || format!("{from} ahora se llama {to}"))
            }
            What::Stood { whose, channel, from, to } => {
                format!("{whose}, {}: {} → {}", channel.label(lang).to_lowercase(), from.words(lang), to.words(lang))
            }
            What::NumberAdded { whose, number } => {
                number_words(whose, number, lang, ("number added", "número agregado"))
            }
            What::NumberRemoved { whose, number } => {
                number_words(whose, number, lang, ("number removed", "número quitado"))
            }
            What::Ends { whose, until: None } => lang.pick_string(
                || format!("{whose} stays without an end"),
                || format!("{whose} se queda sin fecha final"),
            ),
            What::Ends { whose, until: Some(at) } => {
                let at = when(*at);
                lang.pick_string(|| format!("{whose} stays until {at}"), || format!("{whose} se queda hasta {at}"))
            }
            What::NotifyAdded(phone) => {
                let phone = national(phone.as_str());
                lang.pick_string(
                    || format!("{phone} is told when something is stopped"),
                    || format!("Se avisa al {phone} cuando algo se detiene"),
                )
            }
            What::NotifyRemoved(phone) => {
                let phone = national(phone.as_str());
                lang.pick_string(|| format!("{phone} is no longer told"), || format!("Ya no se avisa al {phone}"))
            }
        }
    }
}

fn number_words(whose: &str, number: &Number, lang: Lang, (en, es): (&str, &str)) -> String {
    format!("{whose}: {} {}", lang.pick(en, es), number.show())
}

/// `calls and texts allowed`, `calls blocked, texts allowed`.
fn stands_words(calls: Stand, texts: Stand, lang: Lang) -> String {
    let (call, text) = (Channel::Call.label(lang).to_lowercase(), Channel::Text.label(lang).to_lowercase());
    if calls == texts {
        return lang.pick_string(
            || format!("{call} and {text} {}", calls.words(lang)),
            || format!("{call} y {text}: {}", calls.words(lang)),
        );
    }
    let one = |channel: &str, stand: Stand| {
        lang.pick_string(|| format!("{channel} {}", stand.words(lang)), || format!("{channel}: {}", stand.words(lang)))
    };
    let said = [(&call, calls), (&text, texts)].into_iter().filter(|(_, stand)| *stand != Stand::Neither);
    said.map(|(channel, stand)| one(channel, stand)).collect::<Vec<_>>().join(", ")
}
