/** Today as a tab of the shell, composed of the parts of the practices. */

import { part } from "../kernel/browser/parts";
import { m } from "../paraglide/messages.js";
import { PRACTICES } from "../practices";
import { icon } from "../ui/icons";
import type { Place } from "../ui/practice-face";

const screenPart = part(() => import("./today"));

export const TODAY: Place = {
	path: "/",
	label: m.place_today,
	icon: icon(
		<g class="half">
			<path class="left" d="M11.2 3.1a9 9 0 0 0 0 17.8z" />
			<path class="right" d="M12.8 3.1a9 9 0 0 1 0 17.8z" />
		</g>,
	),
};

/** Loads the screen and all practices' parts of it at once. */
export async function loadToday() {
	const [{ Today }, ...parts] = await Promise.all([screenPart(), ...PRACTICES.flatMap(({ today }) => today?.() ?? [])]);
	const all = parts.map((part) => part.default);
	return { default: () => <Today parts={all} /> };
}
