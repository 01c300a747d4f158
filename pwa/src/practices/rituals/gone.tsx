import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Page } from "../../ui/page";
import { isOnce, isOver, type Ritual } from "./store";

/** In place of a ritual or a time that is not on this phone, or has ended: then it says so. */
export function Gone({ ritual }: { readonly ritual?: Ritual | undefined }) {
	const ended = ritual?.state === "ended" ? ritual : null;
	return (
		<Page
			title={ended ? endedWords(ended) : m.ritual_gone()}
			back="/time"
			{...(ended ? {} : { lead: m.ritual_gone_lead() })}
		>
			<ButtonLink href="/time">{m.place_time()}</ButtonLink>
		</Page>
	);
}

function endedWords(ritual: Ritual): string {
	const title = isolated(ritual.title);
	return isOnce(ritual) && !isOver(ritual) ? m.date_cancelled({ title }) : m.has_ended({ title });
}
