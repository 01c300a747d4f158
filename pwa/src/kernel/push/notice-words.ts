/** The words of a notice, if they may be shown: as its practice says them, or the app's own. */

import { m } from "../../paraglide/messages.js";
import { cutShort } from "../text/cut-short";
import { isolated } from "../text/isolated";
import { faceOf, type Said, type Told } from "./notice-face";

/** What concerns the account, not a practice. */
const OWN: Readonly<Record<string, () => Said>> = {
	new_device: () => ({ title: m.push_new_device(), body: m.push_new_device_body() }),
	recovery: () => ({ title: m.push_recovery(), body: m.push_recovery_body() }),
	left: () => ({ title: m.push_left(), body: m.push_left_body() }),
	seat: () => ({ title: m.push_seat(), body: m.push_seat_body() }),
};

/** Null if the neutral text should be shown. */
export function say(told: Told): Said | null {
	const { kind } = told.notice;
	const who = told.name ? isolated(cutShort(told.name)) : m.push_partner();
	return OWN[kind]?.() ?? faceOf(kind)?.say(told, who) ?? null;
}
