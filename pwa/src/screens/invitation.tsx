/** What an invitation says before one says yes: from whom, as it claims, what this is, and that one may leave. */

import { useEffect, useState } from "preact/hooks";
import { isolated } from "../kernel/isolated";
import { type Found, lookUp } from "../kernel/pairing";
import { m } from "../paraglide/messages.js";
import { type Act, useAct } from "../ui/act";
import "./invitation.css";

export interface Looking extends Act {
	/** Null while it is looked up, and where that failed. */
	readonly found: Found | null;
	readonly look: () => Promise<boolean>;
}

/** Looks a code up at once, unless it was `known` already; nothing is made of it. */
export function useLooking(code: string | null, known: Found | null = null): Looking {
	const act = useAct();
	const [found, setFound] = useState(known);
	const look = () => act.run(async () => code && setFound(await lookUp(code)));
	useEffect(() => {
		if (!known) void look();
	}, []);
	return { ...act, found, look };
}

/** The heading: no more than is known. */
export function invitationTitle({ found, trouble }: Looking): string {
	if (found) return found.from === null ? m.invited_title() : m.invited_says({ name: isolated(found.from) });
	return trouble === null ? m.invited_looking() : m.invited_shut();
}

/** Nothing where it does not open. */
export function InvitationFacts({ found, trouble }: Looking) {
	if (!found && trouble !== null) return null;
	return (
		<div class="stack">
			{found && <p class="soft">{found.from === null ? m.invited_compare() : m.invited_made_up()}</p>}
			<ul class="invitation-facts">
				<li>{m.invited_what()}</li>
				<li>{m.invited_seen()}</li>
				<li>{m.invited_leave()}</li>
			</ul>
		</div>
	);
}
