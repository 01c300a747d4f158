/** Later: the day and time from which the partner may ask again. */

import { second } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { Chips } from "../../ui/choice";
import { daytimes, localMoment } from "../../ui/daytime";
import { MomentField } from "../../ui/field";
import { usePartner } from "../../ui/names";
import { Sheet } from "../../ui/sheet";
import { say } from "../../ui/snackbar";
import { useDraft, useTyped } from "../../ui/typed";
import { dayAndTime, localDate, localTime } from "../../ui/when";
import { LineField } from "./line-field";
import { type Ask, LATEST_LATER, sayLater, undoAnswer } from "./store";

interface Moment {
	readonly date: string;
	readonly time: string;
}

interface SheetProps {
	readonly ask: Ask;
	readonly onClose: () => void;
}

export function LaterSheet({ ask, onClose }: SheetProps) {
	const { inside, start } = usePartner();
	const now = second.value;
	const [{ date, time }, setMoment] = useTyped(`later/${ask.id}/time`, () => momentOf(daytimes(now)[0] ?? now));
	const [line, setLine, draft] = useDraft(`later/${ask.id}/line`, () => "");
	const at = localMoment(date, time);
	const again = m.ask_later_again({ name: start, time: dayAndTime(at, now) });
	const act = async (): Promise<void> => {
		const id = await sayLater(ask.id, at, line);
		const restore = draft.done();
		onClose();
		say(again, () => {
			restore();
			return undoAnswer(id);
		});
	};
	return (
		<Sheet title={m.ask_later_title()} onClose={onClose}>
			<Chips
				legend={m.ask_when()}
				options={daytimes(now).map((value) => ({ value, label: dayAndTime(value, now) }))}
				value={at}
				onChoose={(to) => setMoment(momentOf(to))}
			/>
			<div class="two-fields">
				<MomentField
					label={m.date()}
					type="date"
					value={date}
					min={localDate(now)}
					max={localDate(now + LATEST_LATER)}
					onChange={(to) => setMoment({ date: to, time })}
				/>
				<MomentField label={m.time()} type="time" value={time} onChange={(to) => setMoment({ date, time: to })} />
			</div>
			<LineField value={line} onInput={setLine} draft={draft} />
			<p role="status">{problemOf(at, now) ?? again}</p>
			<Button wide disabled={problemOf(at, now) !== null} onClick={act}>
				{m.ask_later_save({ name: inside })}
			</Button>
		</Sheet>
	);
}

function momentOf(at: number): Moment {
	return { date: localDate(at), time: localTime(at) };
}

/** Why this time is not possible; null if it is. */
function problemOf(at: number, now: number): string | null {
	if (at <= now) return m.ask_later_past();
	return at > now + LATEST_LATER ? m.ask_later_far() : null;
}
