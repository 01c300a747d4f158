/** How often, on which day, at what time, for how long, and when to be reminded. */

import { serverNow } from "../../kernel/clock";
import { m } from "../../paraglide/messages.js";
import { Chips, SomeChips } from "../../ui/choice";
import { MomentField } from "../../ui/field";
import { type Choices, type Rhythm, today, type Week, withRhythm } from "./draft";
import { WEEKDAYS } from "./recurrence";
import { durationWords, leadWords, weekdayWord, weekWord } from "./schedule-words";

const WEEKS: readonly Week[] = [1, 2, 3, 4, -1];
const LENGTHS = [15, 30, 60, 120, 180] as const;
const DAY = 24 * 60;
const LEADS = [0, 15, 60, 180, DAY, 2 * DAY] as const;
const MOST_LEADS = 3;

export interface StepProps {
	readonly choices: Choices;
	readonly onChange: (choices: Choices) => void;
}

export function WhenStep({ choices, onChange }: StepProps) {
	const { rhythm, minutes, time } = choices;
	const lengths = LENGTHS.some((one) => one === minutes) ? LENGTHS : [...LENGTHS, minutes];
	return (
		<>
			<Chips
				legend={m.ritual_how_often()}
				value={rhythm}
				options={[
					{ value: "daily", label: m.rhythm_daily() },
					{ value: "weekly", label: m.rhythm_weekly() },
					{ value: "fortnightly", label: m.rhythm_fortnightly() },
					{ value: "monthly", label: m.rhythm_monthly() },
				]}
				onChoose={(to: Rhythm) => onChange(withRhythm(choices, to, today(serverNow())))}
			/>
			<Days choices={choices} onChange={onChange} />
			<MomentField
				label={m.ritual_at()}
				type="time"
				value={time}
				onChange={(to) => onChange({ ...choices, time: to })}
			/>
			<Chips
				legend={m.ritual_lasts()}
				value={minutes}
				options={lengths.map((value) => ({ value, label: durationWords(value) }))}
				onChoose={(to) => onChange({ ...choices, minutes: to })}
			/>
			<Reminders choices={choices} onChange={onChange} />
		</>
	);
}

function Reminders({ choices, onChange }: StepProps) {
	const { leads } = choices;
	const options = [...new Set([...LEADS, ...leads])].sort((a, b) => a - b);
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
