/** Where a pattern does not belong, with the way to Help. */

import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";

export function NotFor() {
	return (
		<section class="card" aria-labelledby="not-for">
			<h2 id="not-for">{m.pattern_not_for()}</h2>
			<p>{m.pattern_not_for_lead()}</p>
			<div class="btns">
				<ButtonLink href="/help">{m.help()}</ButtonLink>
			</div>
		</section>
	);
}
