/** What else may help in a pause: a moment of reflection, and our loop. While the app is locked there is neither. */

import { locked } from "../../kernel/store/locked";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { linkFrom } from "../../ui/came-from";

export function Ways() {
	if (locked.value) return null;
	return (
		<div class="pause-others">
			<ButtonLink look="plain" href={linkFrom("pause", "/reflections/new")}>
				{m.reflections_way()}
			</ButtonLink>
			{!alone.value && (
				<ButtonLink look="plain" href="/patterns">
					{m.patterns()}
				</ButtonLink>
			)}
		</div>
	);
}
