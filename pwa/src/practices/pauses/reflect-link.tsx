/** The way from a pause to a moment of reflection; while the app is locked there is none. */

import { locked } from "../../kernel/store/locked";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";

export function ReflectLink() {
	if (locked.value) return null;
	return (
		<div class="pause-others">
			<ButtonLink look="plain" href="/reflections/new">
				{m.reflections_way()}
			</ButtonLink>
		</div>
	);
}
