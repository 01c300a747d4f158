/** The first stop by keyboard on every screen: past what is always there, to the screen itself. */

import { m } from "../paraglide/messages.js";

export function SkipLink() {
	return (
		// biome-ignore lint/a11y/useValidAnchor: it leads to a part of this page; only the address stays as it is
		<a class="skip" href="#main" onClick={skip}>
			{m.skip_to_page()}
		</a>
	);
}

/** An open sheet is the screen then. Nothing of it is left in the address, or in the history. */
function skip(event: Event): void {
	event.preventDefault();
	const page = document.querySelector<HTMLElement>(".sheet") ?? document.getElementById("main");
	page?.focus();
}
