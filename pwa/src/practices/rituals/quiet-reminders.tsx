/** Says which reminders your quiet hours skip, and lets you allow this ritual. Only you see it. */

import { preferences } from "../../kernel/preferences/preferences";
import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { SwitchRow } from "../../ui/field";
import { joined } from "../../ui/when";
import { leadsInQuietHours } from "./leads";
import type { Recurrence } from "./recurrence";
import { leadWords } from "./schedule-words";
import { letThroughQuietHours, type Ritual } from "./store";

interface Planned {
	readonly recurrence: Recurrence;
	readonly lead_minutes: readonly number[];
}

/** In the form, before the ritual exists. */
export function QuietReminders({ planned }: { readonly planned: Planned }) {
	const said = quietWords(planned);
	return said && <p class="soft small">{said}</p>;
}

/** On the ritual's page. */
export function LetThrough({ ritual }: { readonly ritual: Ritual }) {
	const said = quietWords(ritual);
	if (!said) return null;
	return (
		<section class="stack-tight" aria-label={m.quiet_hours()}>
			<p class="soft small">{said}</p>
			<div class="rows">
				<SwitchRow
					label={m.ritual_let_through()}
					hint={m.ritual_let_through_hint()}
					on={ritual.through_quiet_hours}
					onChange={(on) => void letThroughQuietHours(ritual.id, on)}
				/>
			</div>
		</section>
	);
}

function quietWords(planned: Planned): string | null {
	const leads = leadsInQuietHours(planned, preferences.value, minute.value);
	return leads.length > 0 ? m.ritual_quiet_reminders({ leads: joined(leads.map(leadWords)) }) : null;
}
