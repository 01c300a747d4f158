import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Page } from "../../ui/page";

/** In place of a reflection that is not on this phone, or is no longer shared. */
export function Gone() {
	return (
		<Page title={m.reflection_gone()} back="/reflections" lead={m.kept_gone_lead()}>
			<ButtonLink href="/reflections">{m.reflections()}</ButtonLink>
		</Page>
	);
}
