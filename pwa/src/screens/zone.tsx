/** Choose your time zone by a city's name, if the phone reports none or another. */

import { useState } from "preact/hooks";
import { nameNow } from "../kernel/browser/zone-names";
import { preferences, savePreferences } from "../kernel/preferences/preferences";
import { minute } from "../kernel/store/clock";
import { m } from "../paraglide/messages.js";
import { TextField } from "../ui/field";
import { useGoOn } from "../ui/go-on";
import { CheckIcon } from "../ui/icons";
import { putAway, putAwayForGood } from "../ui/later";
import { Page } from "../ui/page";
import { placeOf } from "../ui/place-of";
import { say } from "../ui/snackbar";
import { clockTime } from "../ui/when";
import { allZones, findZones, regionOf } from "./zone-list";

/** How many are shown; if yours is not among them, type more. */
const MOST = 24;

export default function ZoneScreen() {
	const [all] = useState(allZones);
	const [typed, setTyped] = useState("");
	const goOn = useGoOn();
	const found = findZones(all, typed);
	const choose = async (zone: string): Promise<void> => {
		await savePreferences({ zone });
		putAwayForGood("zone-untold");
		// it was chosen over the zone that this phone reports
		putAway("zone");
		goOn("/settings");
		say(m.zone_saved({ zone: placeOf(zone) }));
	};
	return (
		<Page title={m.zone()} back="/settings" lead={m.zone_lead()}>
			<TextField label={m.zone_search()} value={typed} onInput={setTyped} draft="search" />
			<section class="stack-tight" aria-live="polite">
				{found.length === 0 ? (
					<p class="soft">{m.zone_none()}</p>
				) : (
					<ul class="rows">
						{found.slice(0, MOST).map((zone) => (
							<li key={zone}>
								<Zone zone={zone} onChoose={() => void choose(zone)} />
							</li>
						))}
					</ul>
				)}
				{found.length > MOST && <p class="soft small">{m.zone_more()}</p>}
			</section>
		</Page>
	);
}

function Zone({ zone, onChoose }: { readonly zone: string; readonly onChoose: () => void }) {
	const chosen = nameNow(preferences.value.zone) === nameNow(zone);
	const region = regionOf(zone);
	const now = m.zone_now({ time: clockTime(minute.value, zone) });
	return (
		<button type="button" class="row-link" aria-pressed={chosen} onClick={onChoose}>
			<span class="grow">
				<b>{placeOf(zone)}</b>
				<span class="hint">{region ? `${region} · ${now}` : now}</span>
			</span>
			{chosen && <CheckIcon size={1.25} />}
		</button>
	);
}
