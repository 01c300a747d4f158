/** The sentences for problems, in the app's language, by the problem's code. */

import type { Problem } from "../kernel/browser/problem";
import { m } from "../paraglide/messages.js";

/** The sentence for a code; the server's title if this app does not know the code. */
export function problemWords({ code, title }: Pick<Problem, "code" | "title">): string {
	const known: Readonly<Record<string, () => string>> = {
		offline: m.problem_offline,
		often_ready: m.problem_often_ready,
		declined: m.problem_declined,
		not_agreed: m.problem_not_agreed,
		already_ended: m.problem_already_ended,
		moved: m.problem_moved,
		skipped: m.problem_skipped,
		bad_code: m.problem_bad_code,
		no_such_code: m.problem_no_such_code,
		sign_up_code_needed: m.problem_sign_up_code_needed,
		sign_up_code_unknown: m.problem_sign_up_code_unknown,
		sign_up_closed: m.start_closed,
		not_found: m.problem_not_found,
		taken: m.problem_taken,
		own_code: m.problem_own_code,
		already_paired: m.problem_already_paired,
		tampered: m.problem_tampered,
		bad_phrase: m.problem_bad_phrase,
		bad_extra: m.problem_bad_extra,
		no_such_phrase: m.problem_no_such_phrase,
		too_soon: m.problem_too_soon,
		not_yet: m.problem_not_yet,
		resting: m.problem_resting,
		not_your_turn: m.problem_not_your_turn,
		open_conversation: m.problem_open_conversation,
		slow_down: m.problem_slow_down,
		not_ready: m.problem_not_ready,
		update_needed: m.problem_update_needed,
		invalid: m.problem_invalid,
		too_large: m.problem_too_large,
		full_today: m.problem_full_today,
		full: m.problem_full,
		often_today: m.problem_often_today,
		turned_today: m.problem_turned_today,
		phones_full: m.problem_phones_full,
		stale_edit: m.problem_stale_edit,
		gone: m.problem_gone,
		not_connected: m.problem_not_connected,
		newer_words: m.problem_newer_words,
		words_here: m.replace_lead,
		sign_in: m.problem_sign_in,
		wrong_pin: m.problem_wrong_pin,
		wait: m.problem_wait,
		unreadable: m.problem_unreadable,
		not_stored: m.problem_not_stored,
		not_counted: m.problem_not_counted,
		not_sent: m.problem_not_sent,
		new_version: m.problem_new_version,
		not_loaded: m.problem_not_loaded,
		push_failed: m.push_failed,
		push_unanswered: m.push_unanswered,
	};
	// an unknown code came from a proxy, or from a newer server
	if (code.startsWith("status_")) return m.problem_unreadable();
	return known[code]?.() ?? title;
}
