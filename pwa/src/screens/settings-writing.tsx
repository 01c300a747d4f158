/** Hints on wording, on this phone only. */

import { useEffect } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { SwitchRow } from "../ui/field";
import { loadWordingHints, setWordingHints, wordingHints } from "../ui/wording/setting";

export function Writing() {
	useEffect(() => void loadWordingHints(), []);
	return (
		<section class="section" aria-labelledby="writing">
			<h2 id="writing">{m.writing()}</h2>
			<div class="rows">
				<SwitchRow
					label={m.wording_hints()}
					hint={m.wording_hints_hint()}
					on={wordingHints.value}
					onChange={setWordingHints}
				/>
			</div>
		</section>
	);
}
