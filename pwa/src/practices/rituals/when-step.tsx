/** How often, on which day, at what time, for how long, and when to be reminded. */

import { serverNow } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { Chips, SomeChips } from "../../ui/choice";
import { MomentField } from "../../ui/field";
import { durationWords, longDay, onTheWall, shortDate } from "../../ui/when";
import { beginnings, type Choices, firstDay, type Rhythm, recurrenceOf, type Week, withRhythm } from "./draft";
import { leadsToCome, timesToRemindOf } from "./leads";
import { QuietReminders } from "./quiet-reminders";
import { nextTimes } from "./recurrence";
import { leadWords, weekdayWord, weekWord } from "./schedule-words";
import { WEEKDAYS } from "./weekdays";
import { ZoneChoice } from "./zone-choice";
import { localAt } from "./zones";

const WEEKS: readonly Week[] = [1, 2, 3, 4, -1];
const LENGTHS = [15, 30, 60, 120, 180] as const;
const DAY = 24 * 60;
const LEADS = [0, 15, 60, 180, DAY, 2 * DAY] as const;
const MOST_LEADS = 3;

export interface StepProps {
	readonly choices: Choices;
	readonly onChange: (choices: Choices) => void;
}

interface WhenProps extends StepProps {
	/** The zone of the ritual that is being changed. */
	readonly zone?: string;
	/** It happens once, so there is no choice of how often. */
	readonly single?: boolean;
}

export function WhenStep({ choices, onChange, zone, single }: WhenProps) {
	const { rhythm, minutes, time } = choices;
	const lengths = LENGTHS.some((one) => one === minutes) ? LENGTHS : [...LENGTHS, minutes];
	return (
		<>
			{!single && (
				<Chips
					legend={m.ritual_how_often()}
					value={rhythm}
					options={[
						{ value: "once", label: m.rhythm_once() },
						{ value: "daily", label: m.rhythm_daily() },
						{ value: "weekly", label: m.rhythm_weekly() },
						{ value: "fortnightly", label: m.rhythm_fortnightly() },
						{ value: "monthly", label: m.rhythm_monthly() },
					]}
					onChoose={(to: Rhythm) => onChange(withRhythm(choices, to, serverNow()))}
				/>
			)}
			<Days choices={choices} onChange={onChange} />
			<Begins choices={choices} onChange={onChange} />
			<MomentField
				label={m.ritual_at()}
				type="time"
				value={time}
				onChange={(to) => onChange({ ...choices, time: to })}
			/>
			<ZoneChoice before={zone} value={choices.zone} onChoose={(to) => onChange({ ...choices, zone: to })} />
			<Chips
				legend={m.ritual_lasts()}
				value={minutes}
				options={lengths.map((value) => ({ value, label: durationWords(value) }))}
				onChoose={(to) => onChange({ ...choices, minutes: to })}
			/>
			{rhythm !== "once" && <Ends choices={choices} onChange={onChange} />}
			<Reminders choices={choices} onChange={onChange} />
			<QuietReminders planned={{ recurrence: recurrenceOf(choices, serverNow()), lead_minutes: choices.leads }} />
		</>
	);
}

/** Which of two weeks, or of some months, is the first. */
function Begins({ choices, onChange }: StepProps) {
	const now = serverNow();
	const [next] = nextTimes(recurrenceOf(choices, now), now, 1);
	const options = beginnings(choices, now);
	if (options.length < 2) return null;
	return (
		<Chips
			legend={m.ritual_begins()}
			value={options.find((original) => original === next?.original) ?? null}
			options={options.map((value) => ({ value, label: shortDate(onTheWall(value), now, "UTC") }))}
			onChoose={(to) => onChange({ ...choices, from: to.slice(0, 10) })}
		/>
	);
}

function Ends({ choices, onChange }: StepProps) {
	const { until } = choices;
	const first = firstDay(choices, serverNow());
	return (
		<>
			<Chips
				legend={m.ritual_ends()}
				value={until ? "day" : "open"}
				options={[
					{ value: "open", label: m.ritual_ends_open() },
					{ value: "day", label: m.ritual_ends_on() },
				]}
				onChoose={(to) => onChange({ ...choices, until: to === "day" ? first : "" })}
			/>
			{until && (
				<MomentField
					label={m.ritual_last_day()}
					type="date"
					value={until}
					min={first}
					fault={until < first ? m.ritual_last_day_early({ day: longDay(first) }) : null}
					onChange={(to) => onChange({ ...choices, until: to })}
				/>
			)}
		</>
	);
}

function Reminders({ choices, onChange }: StepProps) {
	const now = serverNow();
	const times = timesToRemindOf(recurrenceOf(choices, now), now);
	const all = [...new Set([...LEADS, ...choices.leads])].sort((a, b) => a - b);
	// of a date soon, some reminders would be before now; without any time nobody can tell
	const options = times.length > 0 ? leadsToCome(all, times, now) : all;
	const leads = choices.leads.filter((lead) => options.includes(lead));
	return (
		<SomeChips
			legend={m.ritual_reminders()}
			options={options.map((value) => ({ value, label: leadWords(value) }))}
			chosen={leads}
			most={MOST_LEADS}
			onChange={(to) => onChange({ ...choices, leads: to })}
		/>
	);
}

function Days({ choices, onChange }: StepProps) {
	const { rhythm, weekdays, week } = choices;
	const options = WEEKDAYS.map((value) => ({ value, label: weekdayWord(value, "short") }));
	if (rhythm === "daily") return null;
	if (rhythm === "once") {
		const { from, zone } = choices;
		const min = localAt(serverNow(), zone).slice(0, 10);
		return (
			<MomentField
				label={m.date()}
				type="date"
				value={from}
				min={min}
				onChange={(to) => onChange({ ...choices, from: to })}
			/>
		);
	}
	if (rhythm === "monthly") {
		return (
			<>
				<Chips
					legend={m.ritual_which_week()}
					value={week}
					options={WEEKS.map((value) => ({ value, label: weekWord(value) }))}
					onChoose={(to) => onChange({ ...choices, week: to })}
				/>
				<Chips
					legend={m.ritual_on()}
					value={weekdays[0] ?? null}
					options={options}
					onChoose={(to) => onChange({ ...choices, weekdays: [to] })}
				/>
			</>
		);
	}
	return (
		<SomeChips
			legend={m.ritual_on()}
			options={options}
			chosen={weekdays}
			most={7}
			onChange={(to) => to.length > 0 && onChange({ ...choices, weekdays: to })}
		/>
	);
}
