/** The first keyboard stop of every screen: skips the header, to the content. */

import { m } from "../paraglide/messages.js";

export function SkipLink() {
	return (
		// biome-ignore lint/a11y/useValidAnchor: it leads to a part of this page; only the address stays as it is
		<a class="skip" href="#main" onClick={skip}>
			{m.skip_to_page()}
		</a>
	);
}

/** Moves to an open sheet, if there is one. Changes neither address nor history. */
function skip(event: Event): void {
	event.preventDefault();
	const page = document.querySelector<HTMLElement>(".sheet") ?? document.getElementById("main");
	page?.focus();
}
