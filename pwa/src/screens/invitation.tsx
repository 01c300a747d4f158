/** What an invitation says before the person accepts: who claims to invite, what this is, and that they can leave. */

import { useEffect, useState } from "preact/hooks";
import type { Found } from "../kernel/identity/handover-shown";
import { lookUp } from "../kernel/identity/pairing";
import { isolated } from "../kernel/text/isolated";
import { m } from "../paraglide/messages.js";
import { type Act, useAct } from "../ui/act";
import "./invitation.css";

export interface Looking extends Act {
	/** Null while it is looked up, or if that failed. */
	readonly found: Found | null;
	readonly look: () => Promise<boolean>;
}

/** Looks a code up at once, unless it is `known`; starts nothing. */
export function useLooking(code: string | null, known: Found | null = null): Looking {
	const act = useAct();
	const [found, setFound] = useState(known);
	const look = () => act.run(async () => code && setFound(await lookUp(code)));
	useEffect(() => {
		if (!known) void look();
	}, []);
	return { ...act, found, look };
}

/** The heading, which claims no more than is known. */
export function invitationTitle({ found, trouble }: Looking): string {
	if (found) return found.from === null ? m.invited_title() : m.invited_says({ name: isolated(found.from) });
	return trouble === null ? m.invited_looking() : m.invited_shut();
}

/** Nothing if the invitation cannot be opened. */
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
