//! Every URL of the portal as a function, and the pattern each is routed by.

/// Percent-encodes one path segment or query value.
fn encode(raw: &str) -> String {
    raw.bytes().fold(String::with_capacity(raw.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

/// `/`: leads everybody to their own first page.
pub fn root() -> String {
    "/".into()
}

/// `/brand.css`: the operator's colour. Named with the hue, so that another one is fetched anew.
pub fn brand_style(hue: u16) -> String {
    format!("/brand.css?hue={hue}")
}

/// `/sign-in`
pub fn sign_in() -> String {
    "/sign-in".into()
}

/// `/sign-in?next=…`: back to `next` afterwards.
pub fn sign_in_then(next: &str) -> String {
    format!("/sign-in?next={}", encode(next))
}

/// Where the sign-in form posts.
pub fn do_sign_in() -> String {
    "/do/sign-in".into()
}

/// Where the sign-out button posts.
pub fn sign_out() -> String {
    "/do/sign-out".into()
}

/// `/invitation/new`: ask for an invitation's link once more.
pub fn renew_invitation() -> String {
    accept_invitation(NEW_INVITATION)
}

/// In place of an invitation's token, where there is none at hand.
pub const NEW_INVITATION: &str = "new";

/// `/invitation/{token}`: choose a password.
pub fn accept_invitation(token: &str) -> String {
    format!("/invitation/{}", encode(token))
}

/// Where the form of an invitation posts.
pub fn do_accept_invitation() -> String {
    "/do/accept-invitation".into()
}

/// Where a new link is asked for.
pub fn do_renew_invitation() -> String {
    "/do/renew-invitation".into()
}

/// Where a language is chosen.
pub fn do_set_language() -> String {
    "/do/set-language".into()
}

/// Where a wizard's step is kept while it is typed.
pub fn do_keep_step() -> String {
    "/do/keep-step".into()
}

/// `/ask`: what a member asks for.
pub fn ask() -> String {
    "/ask".into()
}

/// Where the forms of [`ask`] post.
pub fn do_ask() -> String {
    "/do/ask".into()
}

/// Where a request is taken back.
pub fn do_withdraw_request() -> String {
    "/do/withdraw-request".into()
}

/// `/requests`: what members ask for, to be answered.
pub fn requests() -> String {
    "/requests".into()
}

/// Where an answer posts.
pub fn do_answer_request() -> String {
    "/do/answer-request".into()
}

/// `/requests/answer/{token}`: one request, for who has the link of the mail.
pub fn answer_by_link(token: &str) -> String {
    format!("/requests/answer/{}", encode(token))
}

/// Where the answer of a link posts.
pub fn do_answer_by_link() -> String {
    "/do/answer-by-link".into()
}

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

/// `/drafts`: wizards that were begun.
pub fn drafts() -> String {
    "/drafts".into()
}

/// `/drafts/{draft}/{step}`: one step of a wizard.
pub fn draft_step(draft: &str, step: &str) -> String {
    format!("/drafts/{}/{}", encode(draft), encode(step))
}

/// `/progress/{chain}`: what is being made.
pub fn progress(chain: &str) -> String {
    format!("/progress/{}", encode(chain))
}

/// `/home`: a family's lines.
pub fn home() -> String {
    "/home".into()
}

/// `/lines/{number}`: one line, by its number in E.164.
pub fn line(number: &str) -> String {
    format!("/lines/{}", encode(number))
}

/// `/lines/{number}/limits`: its marks, its renewal, stopping its data.
pub fn limits(number: &str) -> String {
    format!("{}/limits", line(number))
}

/// Where its marks are set.
pub fn do_set_limits() -> String {
    "/do/set-limits".into()
}

/// Where the day is set on which its data begins anew.
pub fn do_set_renewal() -> String {
    "/do/set-renewal".into()
}

/// Where its data is begun anew at once.
pub fn do_new_cycle() -> String {
    "/do/new-cycle".into()
}

/// Where its data is stopped.
pub fn do_pause_data() -> String {
    "/do/pause-data".into()
}

/// Where its data is let go on.
pub fn do_resume_data() -> String {
    "/do/resume-data".into()
}

/// `/drafts/{draft}/letter`: the letter of authorization signed for it.
pub fn draft_letter(draft: &str) -> String {
    format!("/drafts/{}/letter", encode(draft))
}

/// `/authorise/{token}`: sign the letter of authorization.
pub fn authorise(token: &str) -> String {
    format!("/authorise/{}", encode(token))
}

/// `/authorise/{token}/done`: it is signed.
pub fn authorised(token: &str) -> String {
    format!("{}/done", authorise(token))
}

/// `/authorise/{token}/letter`: the letter that was signed there.
pub fn authorised_letter(token: &str) -> String {
    format!("{}/letter", authorise(token))
}

/// `/old-pin/{token}`: enter the old account's PIN.
pub fn old_pin(token: &str) -> String {
    format!("/old-pin/{}", encode(token))
}

/// `/old-pin/{token}/done`: it is kept.
pub fn old_pin_kept(token: &str) -> String {
    format!("{}/done", old_pin(token))
}

/// `/lines/{number}/care/{what}`: one thing to look after; the line's own page when `what` is empty.
pub fn care_of(number: &str, what: &str) -> String {
    if what.is_empty() { line(number) } else { format!("{}/care/{}", line(number), encode(what)) }
}

/// Where another SIM is asked for.
pub fn do_swap_sim() -> String {
    "/do/swap-sim".into()
}

/// Where the SIM lock of a line is lifted.
pub fn do_lift_sim_lock() -> String {
    "/do/lift-sim-lock".into()
}

/// Where the SIM lock of a line is put on.
pub fn do_put_sim_lock() -> String {
    "/do/put-sim-lock".into()
}

/// Where the 911 address of a line is posted.
pub fn do_set_911() -> String {
    "/do/set-emergency-address".into()
}

/// Where voicemail is set.
pub fn do_set_voicemail() -> String {
    "/do/set-voicemail".into()
}

/// Where voicemail is switched off.
pub fn do_drop_voicemail() -> String {
    "/do/drop-voicemail".into()
}

/// Where the network is asked about a line.
pub fn do_look_line() -> String {
    "/do/look-at-line".into()
}

/// Where a line is suspended.
pub fn do_suspend_line() -> String {
    "/do/suspend-line".into()
}

/// Where a suspended line is restored.
pub fn do_restore_line() -> String {
    "/do/restore-line".into()
}

/// Where a line is cancelled.
pub fn do_cancel_line() -> String {
    "/do/cancel-line".into()
}

/// Where a cancelled line is brought back.
pub fn do_reactivate_line() -> String {
    "/do/reactivate-line".into()
}

/// Where another number is asked for.
pub fn do_change_number() -> String {
    "/do/change-number".into()
}

/// `/lines/{number}/leaving`: how it goes to another carrier.
pub fn leaving(number: &str) -> String {
    format!("{}/leaving", line(number))
}

/// Where the lock of a line is lifted.
pub fn do_lift_lock() -> String {
    "/do/lift-lock".into()
}

/// Where the lock of a line is put on.
pub fn do_put_lock() -> String {
    "/do/put-lock".into()
}

/// Where a transfer PIN is asked for.
pub fn do_issue_pin() -> String {
    "/do/issue-pin".into()
}

/// `/not-me/{token}`: says that a transfer PIN was not asked for.
pub fn not_me(token: &str) -> String {
    format!("/not-me/{}", encode(token))
}

/// Where that is said.
pub fn do_not_me() -> String {
    "/do/not-me".into()
}

/// `/guardian`: the people of the family one may look after.
pub fn guardian() -> String {
    "/guardian".into()
}

/// `/guardian/{subscriber}`: what reaches one of them, and what does not.
pub fn guardian_of(subscriber: &str) -> String {
    format!("/guardian/{}", encode(subscriber))
}

/// `/guardian/{subscriber}/contacts/{contact}`: one of the people they know, or [`NEW_CONTACT`].
pub fn guardian_contact(subscriber: &str, contact: &str) -> String {
    format!("{}/contacts/{}", guardian_of(subscriber), encode(contact))
}

/// In place of a contact's id: a new one.
pub const NEW_CONTACT: &str = "new";

/// `/guardian/{subscriber}/paste`: many contacts at once.
pub fn guardian_paste(subscriber: &str) -> String {
    format!("{}/paste", guardian_of(subscriber))
}

/// `/guardian/{subscriber}/tester`: whether something would get through.
pub fn guardian_tester(subscriber: &str) -> String {
    format!("{}/tester", guardian_of(subscriber))
}

/// `/transfers`: numbers on their way here; a family's own, or the staff's board.
pub fn transfers() -> String {
    "/transfers".into()
}

/// `/transfers?…`: a part of the board; what says nothing is left out.
pub fn transfers_where(pairs: &[(&str, &str)]) -> String {
    with_query(transfers(), pairs)
}

/// `/transfers.csv?…`: the same part as a table.
pub fn transfers_csv(pairs: &[(&str, &str)]) -> String {
    with_query("/transfers.csv".into(), pairs)
}

/// `/transfers/{id}`: one number on its way here.
pub fn transfer(id: &str) -> String {
    format!("/transfers/{}", encode(id))
}

/// `/transfers/{id}?all=1`: the same with everything that happened.
pub fn transfer_all(id: &str) -> String {
    format!("{}?all=1", transfer(id))
}

/// `/transfers/{id}/letter`: the signed letter of authorisation.
pub fn transfer_letter(id: &str) -> String {
    format!("{}/letter", transfer(id))
}

/// `/transfers/{id}/files/{file}`: a file kept with it.
pub fn transfer_file(id: &str, file: &str) -> String {
    format!("{}/files/{}", transfer(id), encode(file))
}

/// Where files for it are posted.
pub fn do_add_files() -> String {
    "/do/add-files".into()
}

/// `/transfers/import`: a table of numbers to bring over.
pub fn imports() -> String {
    "/transfers/import".into()
}

/// `/transfers/import/{id}`: one such table.
pub fn import(id: &str) -> String {
    format!("{}/{}", imports(), encode(id))
}

/// `/transfers/import/{id}/refused.csv`: its rows that were refused.
pub fn import_problems(id: &str) -> String {
    format!("{}/refused.csv", import(id))
}

/// Where a table is posted.
pub fn do_import() -> String {
    "/do/import-transfers".into()
}

/// Where its columns are named.
pub fn do_map_import() -> String {
    "/do/map-import".into()
}

/// Where its good rows are sent on their way.
pub fn do_start_import() -> String {
    "/do/start-import".into()
}

/// Where it is thrown away.
pub fn do_discard_import() -> String {
    "/do/discard-import".into()
}

/// `/reference/refusals`: what refusals of old carriers mean.
pub fn refusals() -> String {
    "/reference/refusals".into()
}

/// `/reference/refusals?edit=…`: one of them, open.
pub fn refusal(key: &str) -> String {
    with_query(refusals(), &[("edit", key)])
}

/// `/reference/carriers`: what old carriers want to know.
pub fn carriers() -> String {
    "/reference/carriers".into()
}

/// `/reference/carriers?edit=…`: one of them, open.
pub fn carrier(id: &str) -> String {
    with_query(carriers(), &[("edit", id)])
}

/// `/reference/refusals?edit=new&from=…`: a new one, from a refusal as it came.
pub fn refusal_from(message: &str) -> String {
    with_query(refusals(), &[("edit", NEW_ROW), ("from", message)])
}

/// `/reference/levels`: what the levels of texts switch.
pub fn levels() -> String {
    "/reference/levels".into()
}

/// In place of a row's key: a new one.
pub const NEW_ROW: &str = "new";

fn with_query(path: String, pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&");
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// `/people`: the people of the own family.
pub fn people() -> String {
    "/people".into()
}

/// `/accounts/{id}/people`: the people of a family, for staff.
pub fn account_people(account_id: &str) -> String {
    format!("{}/people", account(account_id))
}

/// `/people/{user}`: what one of them may do.
pub fn person(user: &str) -> String {
    format!("{}/{}", people(), encode(user))
}

/// Where somebody is invited.
pub fn do_invite_person() -> String {
    "/do/invite-person".into()
}

/// Where another link is mailed.
pub fn do_send_invitation() -> String {
    "/do/send-invitation".into()
}

/// Where a role is changed.
pub fn do_change_person() -> String {
    "/do/change-person".into()
}

/// Where access is taken away.
pub fn do_remove_person() -> String {
    "/do/remove-person".into()
}

/// `/activity`: what happened to the own family's account.
pub fn activity() -> String {
    "/activity".into()
}

/// `/accounts/{id}/activity`: the same of a family, as it reads it, for staff.
pub fn account_activity_page(account_id: &str) -> String {
    format!("{}/activity", account(account_id))
}

/// One of those pages with what concerns a person.
pub fn activity_of(page: &str, subscriber_id: &str) -> String {
    with_query(page.to_owned(), &[("person", subscriber_id)])
}

/// A further page of a list whose address may have a query already.
pub fn further(list: &str, page: u32) -> String {
    let sign = if list.contains('?') { '&' } else { '?' };
    if page > 1 { format!("{list}{sign}page={page}") } else { list.to_owned() }
}

/// `/leave-safely`: ask for a line to be separated from its account.
pub fn leave_safely() -> String {
    "/leave-safely".into()
}

/// `/leave-safely/{code}`: how far that is.
pub fn left_safely(code: &str) -> String {
    format!("{}/{}", leave_safely(), encode(code))
}

/// Where it is asked for.
pub fn do_ask_separation() -> String {
    "/do/ask-separation".into()
}

/// Where a code leads to its receipt.
pub fn do_find_separation() -> String {
    "/do/find-separation".into()
}

/// `/separations`: what was asked for there, for staff.
pub fn separations() -> String {
    "/separations".into()
}

/// `/separations?show=closed`: the ones that are done or refused.
pub fn separations_closed() -> String {
    with_query(separations(), &[("show", "closed")])
}

/// `/separations/{id}`: one of them.
pub fn separation(id: &str) -> String {
    format!("{}/{}", separations(), encode(id))
}

/// Where it is moved to another state.
pub fn do_turn_separation() -> String {
    "/do/turn-separation".into()
}

/// Where a note is kept with it.
pub fn do_note_separation() -> String {
    "/do/note-separation".into()
}

/// `/reference/hotlines`: numbers of help.
pub fn hotlines() -> String {
    "/reference/hotlines".into()
}

/// Where numbers of help are added.
pub fn do_add_hotlines() -> String {
    "/do/add-hotlines".into()
}

/// Where one is taken out.
pub fn do_remove_hotline() -> String {
    "/do/remove-hotline".into()
}

/// `/demo/mail`: what the demo would have mailed.
pub fn demo_mail() -> String {
    "/demo/mail".into()
}

/// `/events`: live events of the signed-in person.
pub fn events() -> String {
    "/events".into()
}

/// A place on this site to go back to: an absolute path and nothing else. What a link could smuggle in (another
/// host, a scheme, a header break) does not parse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next(String);

impl Next {
    /// Parses a path with or without query.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::back(raw).filter(|next| !next.0.starts_with("/sign-in"))
    }

    /// The same for a form that leads back to where it stood, which may be the sign-in.
    pub fn back(raw: &str) -> Option<Self> {
        let fine = raw.starts_with('/')
            && !raw.starts_with("//")
            && raw.len() <= 512
            && raw.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
            // Signing in leads to a page, not to an action or a file.
            && !["/do/", "/pkg/", "/events"].iter().any(|p| raw.starts_with(p));
        fine.then(|| Self(raw.to_owned()))
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_on_this_site_are_next() {
        for good in ["/", "/accounts", "/lines/%2B13855550142?tab=data"] {
            assert!(Next::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "accounts",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nSet-Cookie: x",
            "/do/sign-out",
            "/sign-in",
        ] {
            assert!(Next::parse(bad).is_none(), "{bad}");
            assert!(Next::back(bad).is_none() || bad == "/sign-in", "{bad}");
        }
    }

    #[test]
    fn ids_cannot_leave_their_segment() {
        assert_eq!(account("../x?y#z"), "/accounts/..%2Fx%3Fy%23z");
        assert_eq!(line("+13855550142"), "/lines/%2B13855550142");
        assert_eq!(accounts_search("a&b=c", 2), "/accounts?q=a%26b%3Dc&page=2");
        assert_eq!(accounts_search("", 1), "/accounts");
        assert_eq!(transfers_where(&[("state", ""), ("q", "a&b")]), "/transfers?q=a%26b");
        assert_eq!(transfer_file("1", "../x"), "/transfers/1/files/..%2Fx");
        assert_eq!(further(&activity_of(&activity(), "TSUID-a&b"), 2), "/activity?person=TSUID-a%26b&page=2");
        assert_eq!(further(&activity(), 2), "/activity?page=2");
    }
}
