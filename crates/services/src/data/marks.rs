//! The marks of a line as they are set, kept and put back.

use domain::{DataLimits, Lang, Megabytes};
use serde::{Deserialize, Serialize};
use telegent::ThrottleSpeed;

use crate::accounts::Usage;

/// What is set upstream, in MB. A line may lack the first two; a speed may be one that no form offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// A notice goes out here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notify: Option<u32>,
    /// Slower from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub throttle: Option<u32>,
    /// How slow, in the setter's spelling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speed: Option<String>,
    /// Data stops here.
    pub limit: u32,
}

impl From<DataLimits> for Marks {
    fn from(limits: DataLimits) -> Self {
        Self {
            notify: Some(limits.notify.get()),
            throttle: Some(limits.throttle.get()),
            speed: Some(limits.speed.wire().to_owned()),
            limit: limits.limit.get(),
        }
    }
}

impl Marks {
    /// The smallest that rise: what a line whose data is stopped has.
    pub fn stopped() -> Self {
        Self { notify: Some(1), throttle: Some(2), speed: Some("1-mbps".into()), limit: 3 }
    }

    /// What a line has now; `None` without a limit, or with a speed that cannot be set again.
    pub fn of(usage: &Usage) -> Option<Self> {
        let mb = |mark: Option<Megabytes>| mark.map(Megabytes::get);
        let speed = match usage.speed.as_deref().map(str::trim).filter(|raw| !raw.is_empty()).map(ThrottleSpeed::parse)
        {
            Some(ThrottleSpeed::Other(_)) => return None,
            known => known.map(|speed| speed.as_str().to_owned()),
        };
        Some(Self { notify: mb(usage.notify), throttle: mb(usage.throttle), speed, limit: mb(usage.limit)? })
    }

    /// Puts them in the place of what was read.
    pub fn put_into(&self, usage: &mut Usage) {
        let mb = |mark: Option<u32>| mark.map(Megabytes::new);
        (usage.notify, usage.throttle, usage.limit) = (mb(self.notify), mb(self.throttle), mb(Some(self.limit)));
        usage.speed.clone_from(&self.speed);
    }

    /// Whether these marks were read, whatever the speed is called.
    pub(crate) fn agree(&self, notify: Option<i64>, throttle: Option<i64>, limit: Option<i64>) -> bool {
        let mb = |mark: Option<u32>| mark.map(i64::from);
        notify == mb(self.notify) && throttle == mb(self.throttle) && limit == Some(i64::from(self.limit))
    }

    /// `Notice at 4 GB, from 4.5 GB slowed to 1 Mbps, stops at 5 GB`; what is not set is left out.
    pub fn words(&self, lang: Lang) -> String {
        let mb = |mark: u32| Megabytes::new(mark).to_string();
        let speed = Usage { speed: self.speed.clone(), ..Usage::default() }.speed_words();
        let notify = self.notify.map(mb).map(|at| match lang {
            Lang::En => format!("notice at {at}"),
            Lang::Es => format!("aviso a los {at}"),
        });
        let throttle = self.throttle.map(mb).map(|at| match (lang, speed) {
            (Lang::En, Some(speed)) => format!("from {at} slowed to {speed}"),
            (Lang::En, None) => format!("slowed from {at}"),
            (Lang::Es, Some(speed)) => format!("desde {at} más lento ({speed})"),
            (Lang::Es, None) => format!("más lento desde {at}"),
        });
        let limit = mb(self.limit);
        let limit = lang.pick_string(|| format!("stops at {limit}"), || format!("se detiene a los {limit}"));
        let all = [notify, throttle, Some(limit)].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let mut letters = all.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}
