/** Said before anything is written: there is a pause, and what becomes of an ask meanwhile. Nothing where there is none. */

import { minute } from "../../kernel/clock";
import { theirSilence } from "../../kernel/silence";
import { m } from "../../paraglide/messages.js";
import { Note } from "../../ui/note";
import { returnTime } from "../../ui/when";

export function PauseNote() {
	const until = theirSilence.value;
	return (
		<div role="status">{until !== null && <Note>{m.ask_pause({ time: returnTime(until, minute.value) })}</Note>}</div>
	);
}
