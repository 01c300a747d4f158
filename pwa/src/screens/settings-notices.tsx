/** Which notices come, when reminders come, and quiet hours: all but the first two apply to all your phones. */

import { useState } from "preact/hooks";
import { type Notices as Kinds, preferences, savePreferences } from "../kernel/preferences/preferences";
import { isQuiet } from "../kernel/preferences/quiet";
import { alone } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { MomentField, SwitchRow } from "../ui/field";
import { Trouble } from "../ui/note";
import { NoticesHere } from "./settings-phone";

const EVENING = "20:00";
const QUIET = { quiet_from: "22:00", quiet_until: "07:00" } as const;

/** The switches of what the two share, in the order shown. The daily reminder has a row of its own. */
const OF_THE_TWO: readonly SwitchText[] = [
	{ name: "pauses", label: m.notice_pauses, hint: m.notice_pauses_hint },
	{ name: "asks", label: m.notice_asks, hint: m.notice_asks_hint },
	{ name: "wobbles", label: m.notice_wobbles, hint: m.notice_wobbles_hint },
	{ name: "wobbles_in_quiet_hours", label: m.notice_wobbles_quiet, hint: m.notice_wobbles_quiet_hint },
	{ name: "rituals", label: m.notice_rituals, hint: m.notice_rituals_hint },
	{ name: "topics", label: m.notice_topics },
	{ name: "conversations", label: m.notice_conversations },
	{ name: "patterns", label: m.notice_patterns, hint: m.notice_patterns_hint },
	{ name: "check_in_arrived", label: m.notice_check_in },
];

interface SwitchText {
	readonly name: keyof Kinds;
	readonly label: () => string;
	readonly hint?: () => string;
}

export function Notices() {
	const { notices, check_in_reminder_at } = preferences.value;
	const isSkipped = isQuiet(check_in_reminder_at ?? EVENING, preferences.value);
	const remind = (on: boolean) =>
		savePreferences({
			notices: { check_in_reminder: on },
			check_in_reminder_at: on ? (check_in_reminder_at ?? EVENING) : check_in_reminder_at,
		});
	return (
		<section class="section" aria-labelledby="notices">
			<h2 id="notices">{m.notices()}</h2>
			<div class="rows">
				<NoticesHere />
				{!alone.value &&
					OF_THE_TWO.map(({ name, label, hint }) => (
						<SwitchRow
							key={name}
							label={label()}
							{...(hint ? { hint: hint() } : {})}
							on={notices[name]}
							onChange={(on) => savePreferences({ notices: { [name]: on } })}
						/>
					))}
				<SwitchRow
					label={m.notice_reminder()}
					hint={m.notice_reminder_hint()}
					on={notices.check_in_reminder}
					onChange={remind}
				/>
				{notices.check_in_reminder && (
					<div class="row-field">
						<MomentField
							label={m.notice_reminder_at()}
							type="time"
							value={check_in_reminder_at ?? EVENING}
							onChange={(time) => void savePreferences({ check_in_reminder_at: time })}
						/>
						<Trouble>{isSkipped ? m.notice_reminder_quiet() : null}</Trouble>
					</div>
				)}
			</div>
		</section>
	);
}

export function QuietHours() {
	const { quiet_from, quiet_until } = preferences.value;
	const on = quiet_from !== null && quiet_until !== null;
	const [same, setSame] = useState(false);
	const set = (hours: { readonly quiet_from: string | null; readonly quiet_until: string | null }): void => {
		const isSame = hours.quiet_from !== null && hours.quiet_from === hours.quiet_until;
		setSame(isSame);
		if (!isSame) void savePreferences(hours);
	};
	return (
		<section class="section" aria-labelledby="quiet">
			<h2 id="quiet">{m.quiet_hours()}</h2>
			<div class="rows">
				<SwitchRow
					label={m.quiet_on()}
					hint={m.quiet_hint()}
					on={on}
					onChange={(to) => set(to ? QUIET : { quiet_from: null, quiet_until: null })}
				/>
				{on && (
					<div class="row-field two-fields">
						<MomentField
							label={m.quiet_from()}
							type="time"
							value={quiet_from}
							onChange={(time) => set({ quiet_from: time, quiet_until })}
						/>
						<MomentField
							label={m.quiet_until()}
							type="time"
							value={quiet_until}
							onChange={(time) => set({ quiet_from, quiet_until: time })}
						/>
					</div>
				)}
			</div>
			<Trouble>{same ? m.quiet_same() : null}</Trouble>
		</section>
	);
}
