//! What was measured, as a table and as JSON.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use crate::{
    browser::Visit, bulk::Bulk, memory::Memory, pages::Pages, ports::Ports, upstream::Broker, usage::Usage,
    views::Views,
};

/// One run.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) pages: Pages,
    pub(crate) broker: Broker,
    pub(crate) bulk: Bulk,
    pub(crate) ports: Ports,
    pub(crate) usage: Usage,
    pub(crate) views: Views,
    pub(crate) memory: Option<Memory>,
    pub(crate) visits: Vec<Visit>,
    pub(crate) seconds: u64,
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        pages(&self.pages, f)?;
        broker(&self.broker, f)?;
        bulk(&self.bulk, f)?;
        ports(&self.ports, f)?;
        usage(&self.usage, f)?;
        views(&self.views, f)?;
        memory(self.memory.as_ref(), f)?;
        visits(&self.visits, f)?;
        writeln!(f, "\ntook {} s", self.seconds)
    }
}

fn pages(pages: &Pages, f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "\nFamily home, {} keep-alive connections, load in the same process", pages.connections)?;
    writeln!(f, "  {:40} {:>9} {:>8} {:>8} {:>8} {:>15}", "", "req/s", "p50 ms", "p99 ms", "bytes", "portal reaches")?;
    for rival in &pages.rivals {
        let (round, reaches) = (rival.round, rival.portal_reaches * 100.0);
        writeln!(
            f,
            "  {:40} {:>9.0} {:>8.2} {:>8.2} {:>8} {:>13.1} %",
            rival.name, round.per_second, round.p50_ms, round.p99_ms, rival.bytes, reaches
        )?;
    }
    Ok(())
}

fn broker(broker: &Broker, f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "\nUpstream call to the sandbox, {} each, one at a time", broker.calls)?;
    writeln!(f, "  {:40} {:>9} {:>8}", "", "p50 µs", "p99 µs")?;
    for (name, [p50, p99], sign) in [
        ("bare HTTP client", broker.bare_us, ""),
        ("token broker and decoding add", broker.client_adds_us, "+"),
        ("with the shared budget in Postgres", broker.budget_adds_us, "+"),
    ] {
        // A difference may be negative, and brings its own sign then.
        let shown = |us: f64| if sign.is_empty() { format!("{us:.0}") } else { format!("{us:+.0}") };
        writeln!(f, "  {name:40} {:>9} {:>8}", shown(p50), shown(p99))?;
    }
    writeln!(f, "  {:40} {:>9} for {} endpoints", "tokens of the first calls", broker.first_mints, broker.endpoints)?;
    writeln!(f, "  {:40} {:>9}", "tokens of the next 100 calls", broker.mints_per_100_warm)
}

fn bulk(bulk: &Bulk, f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "\nMany numbers")?;
    writeln!(f, "  {:40} {:>9.0} req/s", "sandbox on one core", bulk.sandbox_per_second)?;
    writeln!(f, "  {:40} {:>9.1} ms", format!("inventory of {} rows, its bytes", bulk.rows), bulk.fetch_ms)?;
    writeln!(f, "  {:40} {:>+9.1} ms", "parsing and typed rows add", bulk.decode_ms)?;
    writeln!(f, "  {:40} {:>9.1} MiB", format!("{} numbers in the sandbox", bulk.numbers), bulk.numbers_mib)
}

fn ports(ports: &Ports, f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "\n{} open port-ins for {} simulated days on 50 calls a minute", ports.open, ports.days)?;
    writeln!(f, "  {:40} {:>9} {:>8} {:>15}", "", "orders", "", "stalest, min")?;
    for class in &ports.classes {
        let name = format!("read every {} min if there is budget", class.every_min);
        writeln!(f, "  {name:40} {:>9} {:>8} {:>15}", class.orders, "", class.stalest_min)?;
    }
    writeln!(f, "  {:40} {:>9}", "calls spent on readings", ports.readings)?;
    let waits = format!("{} calls somebody waited for, longest", ports.interactive);
    writeln!(f, "  {waits:40} {:>9} s", ports.longest_wait_s)?;
    writeln!(f, "  {:40} {:>9.1} ms", "finding the most overdue of them", ports.claim_ms)?;
    let [median, slowest] = ports.timeline_ms;
    writeln!(f, "  {:40} {median:>9.1} ms, p99 {slowest:.1}", format!("timeline page with {} events", ports.events))
}

fn usage(usage: &Usage, f: &mut Formatter<'_>) -> fmt::Result {
    let Usage { lines, days, samples, home_ms, line_ms, line_bytes } = usage;
    writeln!(f, "\nA family with {lines} more lines and {days} days of samples ({samples})")?;
    writeln!(f, "  {:40} {:>9} {:>8} {:>8}", "", "p50 ms", "p99 ms", "bytes")?;
    writeln!(f, "  {:40} {:>9.1} {:>8.1}", "family home", home_ms[0], home_ms[1])?;
    writeln!(f, "  {:40} {:>9.1} {:>8.1} {line_bytes:>8}", "a line with its chart", line_ms[0], line_ms[1])
}

fn views(views: &Views, f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "\nUpstream calls while every page was looked at ({} views)", views.views)?;
    for page in &views.pages {
        writeln!(f, "  {:40} {:>9} {:>8}", page.route, page.upstream_calls, format!("({})", page.status))?;
    }
    writeln!(f, "  {:40} {:>9}", "all", views.upstream_calls)
}

fn memory(memory: Option<&Memory>, f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "\nResident memory of the portal's process")?;
    let Some(memory) = memory else {
        return writeln!(f, "  not measured: the server is not built beside this program");
    };
    writeln!(f, "  {:40} {:>9.1} MiB", "after the first page", memory.before_mib)?;
    writeln!(f, "  {:40} {:>9.1} MiB", format!("after {} more", memory.views), memory.after_mib)?;
    writeln!(f, "  {:40} {:>9.1} MiB", format!("after {} more", memory.views), memory.after_twice_mib)
}

fn visits(visits: &[Visit], f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "\nFirst visits at 1.6 Mbit/s, 150 ms, CPU slowed down four times, nothing cached")?;
    if visits.is_empty() {
        return writeln!(f, "  not measured: the site is not built");
    }
    writeln!(f, "  {:40} {:>9} {:>8} {:>15} {:>15}", "", "KB", "requests", "first paint ms", "interactive ms")?;
    for visit in visits {
        writeln!(
            f,
            "  {:40} {:>9.1} {:>8} {:>15.0} {:>15.0}",
            visit.page, visit.kilobytes, visit.requests, visit.first_paint_ms, visit.interactive_ms
        )?;
    }
    Ok(())
}
