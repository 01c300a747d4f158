/** By which zone's clock a ritual is planned, where there is a choice: its own, one's saved one, and the phone's. */

import { nameNow } from "../../kernel/browser/zone-names";
import { phoneZone, preferences } from "../../kernel/preferences/preferences";
import { m } from "../../paraglide/messages.js";
import { Chips } from "../../ui/choice";
import { placeOf } from "../../ui/place-of";
import { isZone } from "./zones";

interface ZoneChoiceProps {
	/** The zone of the ritual that is being changed. */
	readonly before?: string | undefined;
	readonly value: string;
	readonly onChoose: (zone: string) => void;
}

/** The day and the clock time stay, in the chosen zone. */
export function ZoneChoice({ before, value, onChoose }: ZoneChoiceProps) {
	const all = [before ?? value, preferences.value.zone, phoneZone(), value].filter(isZone);
	const options = all.filter((zone, at) => all.findIndex((one) => nameNow(one) === nameNow(zone)) === at);
	if (options.length < 2) return null;
	return (
		<Chips
			legend={m.ritual_zone()}
			value={options.find((zone) => nameNow(zone) === nameNow(value)) ?? null}
			options={options.map((zone) => ({ value: zone, label: placeOf(zone) }))}
			onChoose={onChoose}
		/>
	);
}
