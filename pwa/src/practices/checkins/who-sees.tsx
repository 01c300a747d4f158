/** Who will see the next check-in. */

import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Segments } from "../../ui/choice";
import { audience, setAudience } from "./store";

/** Shown before the tap, both choices equal, kept from last time; while alone there is no choice. */
export function WhoSees() {
	if (alone.value) return <p class="soft small">{m.only_you_see()}</p>;
	return (
		<Segments
			legend={m.who_sees()}
			value={audience.value}
			options={[
				{ value: "us", label: m.for_both() },
				{ value: "me", label: m.only_me() },
			]}
			onChoose={(to) => void setAudience(to)}
		/>
	);
}
