/** What a practice is for, what it is not for, and how well that is known; closed until somebody opens it. */

import { m } from "../paraglide/messages.js";

/** @param lines - one paragraph each: the short form of the practice's page in docs/practices */
export function Why({ lines }: { readonly lines: readonly string[] }) {
	return (
		<details class="more">
			<summary>{m.why()}</summary>
			{lines.map((line) => (
				<p key={line}>{line}</p>
			))}
		</details>
	);
}
