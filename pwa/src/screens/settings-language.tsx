/** The language of the app, and the time zone of your own times. */

import { preferences, savePreferences } from "../kernel/preferences/preferences";
import { zoneDiffers } from "../kernel/preferences/zone-differs";
import { m } from "../paraglide/messages.js";
import { Button, ButtonLink } from "../ui/button";
import { SelectField } from "../ui/field";
import { languages } from "../ui/language";
import { placeOf } from "../ui/place-of";
import { say } from "../ui/snackbar";

export function LanguageAndZone() {
	const { language, zone } = preferences.value;
	const here = zoneDiffers.value;
	const follow = async (to: string): Promise<void> => {
		await savePreferences({ zone: to });
		say(m.zone_saved({ zone: placeOf(to) }));
	};
	return (
		<section class="section" aria-labelledby="language">
			<h2 id="language">{m.language_and_zone()}</h2>
			<div class="card stack">
				<SelectField label={m.language()} value={language} onChange={(to) => void savePreferences({ language: to })}>
					{languages().map(({ tag, name }) => (
						<option key={tag} value={tag}>
							{name}
						</option>
					))}
				</SelectField>
				<div class="field">
					<p class="label">{m.zone()}</p>
					<p>{placeOf(zone)}</p>
					<p class="hint">{m.zone_hint()}</p>
				</div>
				{here && <Button onClick={() => follow(here)}>{m.zone_use({ zone: placeOf(here) })}</Button>}
				<ButtonLink href="/settings/zone">{m.zone_choose()}</ButtonLink>
			</div>
		</section>
	);
}
