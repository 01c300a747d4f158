/**
 * Says, before anything is written, that there is a pause and what happens to an ask. Nothing if there is no pause.
 */

import { minute } from "../../kernel/store/clock";
import { theirSilence } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import { Note } from "../../ui/note";
import { returnTime } from "../../ui/when";

export function PauseNote() {
	const until = theirSilence.value;
	return (
		<div role="status">{until !== null && <Note>{m.ask_pause({ time: returnTime(until, minute.value) })}</Note>}</div>
	);
}
