/** Choose the name and icon of the app, before the browser installs it. */

import { useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { type Guise, guise, setGuise } from "../ui/guise";
import "./guise.css";

const GUISES: readonly { readonly value: Guise; readonly icon: string; readonly label: () => string }[] = [
	{ value: "neutral", icon: "/icons/neutral-192.png", label: m.guise_neutral },
	{ value: "twofold", icon: "/icons/icon-192.png", label: m.app_name },
];

export function ChooseGuise() {
	const [chosen, setChosen] = useState(guise);
	const choose = (to: Guise): void => {
		setGuise(to);
		setChosen(to);
	};
	return (
		<fieldset class="field">
			<legend class="label">{m.guise_title()}</legend>
			<div class="guises">
				{GUISES.map(({ value, icon, label }) => (
					<label key={value} class="chip guise">
						<input type="radio" name="guise" checked={chosen === value} onChange={() => choose(value)} />
						<img src={icon} alt="" width="56" height="56" />
						<span>{label()}</span>
					</label>
				))}
			</div>
			<p class="hint">{m.guise_hint()}</p>
		</fieldset>
	);
}
