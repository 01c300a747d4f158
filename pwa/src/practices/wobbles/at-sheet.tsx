/** "At 20:00": the time at which one is there, within twelve hours. */

import { second } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { Chips } from "../../ui/choice";
import { MomentField } from "../../ui/field";
import { usePartner } from "../../ui/names";
import { Sheet } from "../../ui/sheet";
import { say } from "../../ui/snackbar";
import { useTyped } from "../../ui/typed";
import { localTime, nextAt, returnTime } from "../../ui/when";
import { LATEST, sayAt, undoAnswer, type Wobble } from "./store";

const HOUR = 3_600_000;
const HALF_HOUR = HOUR / 2;

interface SheetProps {
	readonly wobble: Wobble;
	readonly onClose: () => void;
}

export function AtSheet({ wobble, onClose }: SheetProps) {
	const { inside, start } = usePartner();
	const now = second.value;
	const [time, setTime] = useTyped(`wobble/${wobble.id}/time`, () => localTime(times(now)[0] ?? now));
	const at = nextAt(time, now);
	const isFar = at > now + LATEST;
	const act = async (): Promise<void> => {
		const id = await sayAt(wobble.id, at);
		onClose();
		say(m.wobble_at_by_me({ name: inside, time: returnTime(at, now) }), () => undoAnswer(id));
	};
	return (
		<Sheet title={m.wobble_at_title()} onClose={onClose}>
			<Chips
				legend={m.ask_at()}
				options={times(now).map((value) => ({ value: localTime(value), label: returnTime(value, now) }))}
				value={time}
				onChoose={setTime}
			/>
			<MomentField label={m.time()} type="time" value={time} onChange={setTime} />
			<p role="status">{isFar ? m.wobble_at_far() : m.wobble_at_stays({ name: start })}</p>
			<Button wide disabled={isFar} onClick={act}>
				{m.wobble_at_save({ name: inside, time: returnTime(at, now) })}
			</Button>
		</Sheet>
	);
}

/** Three half hours from the next but one on: soon enough to wait for. */
function times(now: number): readonly number[] {
	const first = Math.ceil((now + HALF_HOUR) / HALF_HOUR) * HALF_HOUR;
	return [first, first + HOUR, first + 3 * HOUR];
}
