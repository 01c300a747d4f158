/** Light or dark, on this phone only. */

import { useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { Segments } from "../ui/choice";
import { look, setLook } from "../ui/look";

export function Appearance() {
	const [chosen, setChosen] = useState(look);
	return (
		<section class="section" aria-labelledby="look">
			<h2 id="look">{m.look()}</h2>
			<div class="card">
				<Segments
					heading="look"
					options={[
						{ value: "phone", label: m.look_phone() },
						{ value: "light", label: m.look_light() },
						{ value: "dark", label: m.look_dark() },
					]}
					value={chosen}
					onChoose={(to) => {
						setLook(to);
						setChosen(to);
					}}
				/>
			</div>
		</section>
	);
}
